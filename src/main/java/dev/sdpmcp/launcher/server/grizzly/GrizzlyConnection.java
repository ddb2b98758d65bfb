package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Grizzly, by reflection.
 *
 * @param connection the object of Grizzly, compared by identity
 */
record GrizzlyConnection(Object connection, Access access) implements Listeners.Connection {

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
        return access.members.call(connection, "getPeerAddress") instanceof InetSocketAddress socket
                ? Optional.of(socket)
                : Optional.empty();
    }

    @Override
    public void close() throws ReflectiveOperationException {
        access.members.call(connection, "terminateSilently");
    }

    /** Whether the head of the current request is complete; empty if there is none. */
    private Optional<Boolean> isHeadRead() throws ReflectiveOperationException {
        Object request = attribute(access.nameOfRequest);
        return request == null
                ? Optional.empty()
                : Optional.of((Boolean) access.members.call(request, "isHeaderParsed"));
    }

    private int requestsBefore() throws ReflectiveOperationException {
        Object keptAlive = attribute(access.nameOfKeptAlive);
        return keptAlive == null ? 0 : access.requestsBefore.getInt(keptAlive);
    }

    private @Nullable Object attribute(String name) throws ReflectiveOperationException {
        return access.members.call(access.members.call(connection, "getAttributes"), "getAttribute", name);
    }

    /**
     * Access to connections, whose attributes hold the current request and the number of requests before. Immutable.
     */
    static final class Access {

        private final String nameOfRequest;
        private final String nameOfKeptAlive;
        private final Field requestsBefore;
        private final Members members;

        /** @param parser the filter that parses requests */
        Access(ClassLoader grizzly, Object parser) throws ReflectiveOperationException {
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
            members = new Members(lookup);
            members.add(members.add(connection, "getAttributes"), "getAttribute", String.class);
            members.add(connection, "getPeerAddress");
            members.add(connection, "terminateSilently");
            members.add(lookup.type("org.glassfish.grizzly.http.HttpPacketParsing"), "isHeaderParsed");
        }
    }
}
