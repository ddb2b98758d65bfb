package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of a connection, which carries the request that is being read and the number of those before it. Immutable. */
final class ConnectionHooks {

    private final String nameOfRequest;
    private final String nameOfKeptAlive;
    private final Field requestsBefore;
    private final Method attributes;
    private final Method attribute;
    private final Method peer;
    private final Method close;
    private final Method isHeadRead;

    /** @param parser the filter that parses requests */
    ConnectionHooks(ClassLoader grizzly, Object parser) throws ReflectiveOperationException {
        Hooks hooks = new Hooks(grizzly, "to bound connections and the time for the head of a request");
        Class<?> filter = hooks.type("org.glassfish.grizzly.http.HttpServerFilter");
        nameOfRequest =
                (String) hooks.field(filter, "HTTP_SERVER_REQUEST_ATTR_NAME").get(null);
        Object keptAlive = hooks.field(filter, "keepAliveContextAttr").get(parser);
        nameOfKeptAlive = String.valueOf(hooks.method(hooks.type("org.glassfish.grizzly.attributes.Attribute"), "name")
                .invoke(keptAlive));
        requestsBefore = hooks.field(hooks.type(filter.getName() + "$KeepAliveContext"), "requestsProcessed");
        Class<?> connection = hooks.type("org.glassfish.grizzly.Connection");
        attributes = hooks.method(connection, "getAttributes");
        peer = hooks.method(connection, "getPeerAddress");
        close = hooks.method(connection, "terminateSilently");
        attribute = hooks.method(
                hooks.type("org.glassfish.grizzly.attributes.AttributeHolder"), "getAttribute", String.class);
        isHeadRead = hooks.method(hooks.type("org.glassfish.grizzly.http.HttpPacketParsing"), "isHeaderParsed");
    }

    /** Whether the head of the request that is being read is whole; empty if none has begun. */
    Optional<Boolean> isHeadRead(Object connection) throws ReflectiveOperationException {
        Object request = find(connection, nameOfRequest);
        return request == null ? Optional.empty() : Optional.of((Boolean) isHeadRead.invoke(request));
    }

    int requestsBefore(Object connection) throws ReflectiveOperationException {
        Object keptAlive = find(connection, nameOfKeptAlive);
        return keptAlive == null ? 0 : requestsBefore.getInt(keptAlive);
    }

    private @Nullable Object find(Object connection, String name) throws ReflectiveOperationException {
        return attribute.invoke(attributes.invoke(connection), name);
    }

    Optional<InetSocketAddress> peer(Object connection) throws ReflectiveOperationException {
        return peer.invoke(connection) instanceof InetSocketAddress socket ? Optional.of(socket) : Optional.empty();
    }

    void cut(Object connection) throws ReflectiveOperationException {
        close.invoke(connection);
    }
}
