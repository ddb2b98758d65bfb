package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Lets the filter behind it see requests in HTTP/1.1 only. An offer to go on in another protocol is ignored (RFC 9110, 7.8); what
 * begins in HTTP/2 (RFC 9113, 3.4) is answered 505 and the connection is closed. Grizzly's HTTP/2 has queues without bounds, for
 * answers to PING and for streams, and is switched off in domain-config/pre-boot.asadmin; but then Grizzly takes every offer for
 * accepted, and would read the request's body to the end of the connection.
 */
final class Http11Filter extends GrizzlyFilter {

    private static final int VERSION_NOT_SUPPORTED = 505;

    private final Members members;

    Http11Filter(Members members, Object next) {
        super(next);
        this.members = members;
    }

    /** What this gate needs of Grizzly. */
    static final class Members {

        private final Class<?> offer;
        private final Method requestOfOffer;
        private final Method setBodyUnframed;
        private final Method upgrade;
        private final Method forget;
        private final Method message;
        private final Class<?> content;
        private final Method requestOfContent;
        private final Method methodOfRequest;
        private final Object preface;
        private final Method state;
        private final Method setFaulty;
        private final Method response;
        private final Method setStatus;
        private final Method setLength;
        private final Method write;
        private final Method connection;
        private final Method close;
        private final Method stop;

        Members(ClassLoader grizzly) throws ReflectiveOperationException {
            Hooks hooks = new Hooks(grizzly, "to keep to HTTP/1.1");
            Class<?> header = hooks.type("org.glassfish.grizzly.http.HttpHeader");
            offer = hooks.type("org.glassfish.grizzly.http.HttpEvents$IncomingHttpUpgradeEvent");
            requestOfOffer = hooks.method(offer, "getHttpHeader");
            setBodyUnframed = hooks.method(header, "setIgnoreContentModifiers", boolean.class);
            upgrade = hooks.method(header, "getUpgradeDC");
            forget = hooks.method(upgrade.getReturnType(), "recycle");
            Class<?> context = hooks.type("org.glassfish.grizzly.filterchain.FilterChainContext");
            message = hooks.method(context, "getMessage");
            content = hooks.type("org.glassfish.grizzly.http.HttpContent");
            requestOfContent = hooks.method(content, "getHttpHeader");
            Class<?> request = hooks.type("org.glassfish.grizzly.http.HttpRequestPacket");
            methodOfRequest = hooks.method(request, "getMethod");
            preface = hooks.field(methodOfRequest.getReturnType(), "PRI").get(null);
            state = hooks.method(header, "getProcessingState");
            setFaulty = hooks.method(state.getReturnType(), "setError", boolean.class);
            response = hooks.method(request, "getResponse");
            setStatus = hooks.method(response.getReturnType(), "setStatus", int.class);
            setLength = hooks.method(header, "setContentLengthLong", long.class);
            write = hooks.method(context, "write", Object.class);
            connection = hooks.method(context, "getConnection");
            close = hooks.method(connection.getReturnType(), "closeSilently");
            stop = hooks.method(context, "getStopAction");
        }
    }

    /** The event comes when the headers are read, and before it is decided how the body is. */
    @Override
    void heard(Object event) throws ReflectiveOperationException {
        if (members.offer.isInstance(event)) {
            Object request = members.requestOfOffer.invoke(event);
            members.setBodyUnframed.invoke(request, false);
            members.forget.invoke(members.upgrade.invoke(request));
        }
    }

    @Override
    @Nullable
    Object read(Object context) throws ReflectiveOperationException {
        Object read = members.message.invoke(context);
        if (!members.content.isInstance(read)) {
            return null;
        }
        Object request = members.requestOfContent.invoke(read);
        return members.preface.equals(members.methodOfRequest.invoke(request)) ? refuse(context, request) : null;
    }

    private Object refuse(Object context, Object request) throws ReflectiveOperationException {
        members.setFaulty.invoke(members.state.invoke(request), true);
        Object answer = members.response.invoke(request);
        members.setStatus.invoke(answer, VERSION_NOT_SUPPORTED);
        members.setLength.invoke(answer, 0L);
        members.write.invoke(context, answer);
        // once that is written
        members.close.invoke(members.connection.invoke(context));
        return members.stop.invoke(context);
    }
}
