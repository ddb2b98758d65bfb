package dev.sdpmcp.launcher.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A filter in a chain of Grizzly's, which lets the one behind it see requests in HTTP/1.1 only. An offer to go on in another
 * protocol is ignored (RFC 9110, 7.8); what begins in HTTP/2 (RFC 9113, 3.4) is answered 505 and the connection is closed.
 * Without it Grizzly takes every offer for accepted: it would read the request's body to the end of the connection.
 */
final class Http11Gate implements InvocationHandler {

    private static final int VERSION_NOT_SUPPORTED = 505;

    private final Object next;
    private final Class<?> offer;
    private final Method requestOfOffer;
    private final Method setBodyUnframed;
    private final Method upgrade;
    private final Method forget;
    private final Method message;
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

    private Http11Gate(ClassLoader grizzly, Object next) throws ReflectiveOperationException {
        this.next = next;
        Class<?> header = grizzly.loadClass("org.glassfish.grizzly.http.HttpHeader");
        offer = grizzly.loadClass("org.glassfish.grizzly.http.HttpEvents$IncomingHttpUpgradeEvent");
        requestOfOffer = offer.getMethod("getHttpHeader");
        // declared by a class that is private to HttpEvents
        requestOfOffer.setAccessible(true);
        setBodyUnframed = header.getMethod("setIgnoreContentModifiers", boolean.class);
        upgrade = header.getMethod("getUpgradeDC");
        forget = upgrade.getReturnType().getMethod("recycle");
        Class<?> context = grizzly.loadClass("org.glassfish.grizzly.filterchain.FilterChainContext");
        message = context.getMethod("getMessage");
        requestOfContent =
                grizzly.loadClass("org.glassfish.grizzly.http.HttpContent").getMethod("getHttpHeader");
        Class<?> request = grizzly.loadClass("org.glassfish.grizzly.http.HttpRequestPacket");
        methodOfRequest = request.getMethod("getMethod");
        preface = methodOfRequest.getReturnType().getField("PRI").get(null);
        state = header.getMethod("getProcessingState");
        setFaulty = state.getReturnType().getMethod("setError", boolean.class);
        response = request.getMethod("getResponse");
        setStatus = response.getReturnType().getMethod("setStatus", int.class);
        setLength = header.getMethod("setContentLengthLong", long.class);
        write = context.getMethod("write", Object.class);
        connection = context.getMethod("getConnection");
        close = connection.getReturnType().getMethod("closeSilently");
        stop = context.getMethod("getStopAction");
    }

    /**
     * Such a filter.
     *
     * @param grizzly the loader of Grizzly's classes
     * @param next the filter behind it; it follows the one that parses requests
     * @throws ReflectiveOperationException if this is another Grizzly than we know
     */
    static Object before(Object next, ClassLoader grizzly) throws ReflectiveOperationException {
        Class<?> filter = grizzly.loadClass("org.glassfish.grizzly.filterchain.Filter");
        return Proxy.newProxyInstance(grizzly, new Class<?>[] {filter}, new Http11Gate(grizzly, next));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && method.getName().equals("handleEvent")) {
            ignoreOffer(arguments[1]);
        }
        if (arguments != null && method.getName().equals("handleRead") && isPreface(message.invoke(arguments[0]))) {
            return refuse(arguments[0]);
        }
        try {
            return method.invoke(next, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    /** The event comes when the headers are read, and before it is decided how the body is. */
    private void ignoreOffer(Object event) throws ReflectiveOperationException {
        if (offer.isInstance(event)) {
            Object request = requestOfOffer.invoke(event);
            setBodyUnframed.invoke(request, false);
            forget.invoke(upgrade.invoke(request));
        }
    }

    private boolean isPreface(@Nullable Object content) throws ReflectiveOperationException {
        return requestOfContent.getDeclaringClass().isInstance(content)
                && preface.equals(methodOfRequest.invoke(requestOfContent.invoke(content)));
    }

    private Object refuse(Object context) throws ReflectiveOperationException {
        Object request = requestOfContent.invoke(message.invoke(context));
        setFaulty.invoke(state.invoke(request), true);
        Object answer = response.invoke(request);
        setStatus.invoke(answer, VERSION_NOT_SUPPORTED);
        setLength.invoke(answer, 0L);
        write.invoke(context, answer);
        // once that is written
        close.invoke(connection.invoke(context));
        return stop.invoke(context);
    }
}
