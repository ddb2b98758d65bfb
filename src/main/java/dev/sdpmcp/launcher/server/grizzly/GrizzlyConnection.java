package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Grizzly, by reflection.
 *
 * @param connection the object of Grizzly, compared by identity
 */
record GrizzlyConnection(Object connection, Members members) implements Listeners.Connection {

    @Override
    public OptionalInt unfinishedHead() throws ReflectiveOperationException {
        return isHeadRead().orElse(true) ? OptionalInt.empty() : OptionalInt.of(requestsBefore());
    }

    @Override
    public boolean isUsed() throws ReflectiveOperationException {
        return requestsBefore() > 0 || isHeadRead().orElse(false);
    }

    @Override
    public Optional<InetSocketAddress> peer() throws ReflectiveOperationException {
        return members.peer.invoke(connection) instanceof InetSocketAddress socket
                ? Optional.of(socket)
                : Optional.empty();
    }

    @Override
    public void close() throws ReflectiveOperationException {
        members.terminate.invoke(connection);
    }

    /** Whether the head of the current request is complete; empty if there is none. */
    private Optional<Boolean> isHeadRead() throws ReflectiveOperationException {
        Object request = attribute(members.nameOfRequest);
        return request == null ? Optional.empty() : Optional.of((Boolean) members.isHeadRead.invoke(request));
    }

    private int requestsBefore() throws ReflectiveOperationException {
        Object keptAlive = attribute(members.nameOfKeptAlive);
        return keptAlive == null ? 0 : members.requestsBefore.getInt(keptAlive);
    }

    private @Nullable Object attribute(String name) throws ReflectiveOperationException {
        return members.attribute.invoke(members.attributes.invoke(connection), name);
    }

    /**
     * Members of a connection, whose attributes hold the current request and the number of requests before. Immutable.
     */
    static final class Members {

        private final String nameOfRequest;
        private final String nameOfKeptAlive;
        private final Field requestsBefore;
        private final Method attributes;
        private final Method attribute;
        private final Method peer;
        private final Method terminate;
        private final Method isHeadRead;

        /** @param parser the filter that parses requests */
        Members(ClassLoader grizzly, Object parser) throws ReflectiveOperationException {
            MemberLookup lookup =
                    new MemberLookup(grizzly, "to limit connections and the time for the head of a request");
            Class<?> filter = lookup.type("org.glassfish.grizzly.http.HttpServerFilter");
            nameOfRequest = (String)
                    lookup.field(filter, "HTTP_SERVER_REQUEST_ATTR_NAME").get(null);
            Object keptAlive = lookup.field(filter, "keepAliveContextAttr").get(parser);
            nameOfKeptAlive =
                    String.valueOf(lookup.method(lookup.type("org.glassfish.grizzly.attributes.Attribute"), "name")
                            .invoke(keptAlive));
            requestsBefore = lookup.field(lookup.type(filter.getName() + "$KeepAliveContext"), "requestsProcessed");
            Class<?> connection = lookup.type("org.glassfish.grizzly.Connection");
            attributes = lookup.method(connection, "getAttributes");
            peer = lookup.method(connection, "getPeerAddress");
            terminate = lookup.method(connection, "terminateSilently");
            attribute = lookup.method(
                    lookup.type("org.glassfish.grizzly.attributes.AttributeHolder"), "getAttribute", String.class);
            isHeadRead = lookup.method(lookup.type("org.glassfish.grizzly.http.HttpPacketParsing"), "isHeaderParsed");
        }
    }
}
