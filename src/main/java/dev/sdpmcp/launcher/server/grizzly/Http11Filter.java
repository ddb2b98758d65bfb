package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Filter for HTTP/1.1 only. An upgrade to another protocol is ignored (RFC 9110, 7.8); a request in HTTP/2 (RFC 9113,
 * 3.4) gets status 505 and the connection is closed. HTTP/2 is switched off in domain-config/pre-boot.asadmin, since
 * Grizzly's queues for PING and streams are unbounded; but then Grizzly takes every upgrade for accepted, and would
 * read the body to the end of the connection.
 */
final class Http11Filter extends GrizzlyFilter {

    private static final int VERSION_NOT_SUPPORTED = 505;

    private final Members members;

    Http11Filter(Members members, Object next) {
        super(next);
        this.members = members;
    }

    /** The classes and members of Grizzly that this filter uses. */
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
            MemberLookup lookup = new MemberLookup(grizzly, "to allow HTTP/1.1 only");
            Class<?> header = lookup.type("org.glassfish.grizzly.http.HttpHeader");
            offer = lookup.type("org.glassfish.grizzly.http.HttpEvents$IncomingHttpUpgradeEvent");
            requestOfOffer = lookup.method(offer, "getHttpHeader");
            setBodyUnframed = lookup.method(header, "setIgnoreContentModifiers", boolean.class);
            upgrade = lookup.method(header, "getUpgradeDC");
            forget = lookup.method(upgrade.getReturnType(), "recycle");
            Class<?> context = lookup.type("org.glassfish.grizzly.filterchain.FilterChainContext");
            message = lookup.method(context, "getMessage");
            content = lookup.type("org.glassfish.grizzly.http.HttpContent");
            requestOfContent = lookup.method(content, "getHttpHeader");
            Class<?> request = lookup.type("org.glassfish.grizzly.http.HttpRequestPacket");
            methodOfRequest = lookup.method(request, "getMethod");
            preface = lookup.field(methodOfRequest.getReturnType(), "PRI").get(null);
            state = lookup.method(header, "getProcessingState");
            setFaulty = lookup.method(state.getReturnType(), "setError", boolean.class);
            response = lookup.method(request, "getResponse");
            setStatus = lookup.method(response.getReturnType(), "setStatus", int.class);
            setLength = lookup.method(header, "setContentLengthLong", long.class);
            write = lookup.method(context, "write", Object.class);
            connection = lookup.method(context, "getConnection");
            close = lookup.method(connection.getReturnType(), "closeSilently");
            stop = lookup.method(context, "getStopAction");
        }
    }

    /** The event comes after the headers, before the framing of the body is determined. */
    @Override
    void onEvent(Object event) throws ReflectiveOperationException {
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
        // after the response is written
        members.close.invoke(members.connection.invoke(context));
        return members.stop.invoke(context);
    }
}
