package dev.sdpmcp.launcher.server;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that the server's HTTP listeners (Grizzly) hold open now, by reflection. They are found by the keys of the
 * listeners' selectors, which any thread may walk through; each key carries its connection, and a connection carries the
 * request that is being read.
 */
final class OpenConnections {

    private static final String KEPT_ALIVE = "HttpServerFilter.KeepAliveContext";

    private final List<Object> selectorRunners;
    private final Method selector;
    private final String nameOfRequest;
    private final Field requestsBefore;
    private final Method attributes;
    private final Method attribute;
    private final Method peer;
    private final Method close;
    private final Method isHeadRead;

    private OpenConnections(ClassLoader grizzly, List<Object> selectorRunners) throws ReflectiveOperationException {
        this.selectorRunners = selectorRunners;
        selector = grizzly.loadClass("org.glassfish.grizzly.nio.SelectorRunner").getMethod("getSelector");
        Class<?> filter = grizzly.loadClass("org.glassfish.grizzly.http.HttpServerFilter");
        nameOfRequest =
                (String) filter.getField("HTTP_SERVER_REQUEST_ATTR_NAME").get(null);
        requestsBefore =
                grizzly.loadClass(filter.getName() + "$KeepAliveContext").getDeclaredField("requestsProcessed");
        requestsBefore.setAccessible(true);
        Class<?> connection = grizzly.loadClass("org.glassfish.grizzly.Connection");
        attributes = connection.getMethod("getAttributes");
        peer = connection.getMethod("getPeerAddress");
        close = connection.getMethod("terminateSilently");
        attribute = grizzly.loadClass("org.glassfish.grizzly.attributes.AttributeHolder")
                .getMethod("getAttribute", String.class);
        isHeadRead = grizzly.loadClass("org.glassfish.grizzly.http.HttpPacketParsing")
                .getMethod("isHeaderParsed");
    }

    /** @param server whose classes are the server's; its listeners are there already */
    static OpenConnections of(ClassLoader server) throws ReflectiveOperationException {
        ClassLoader grizzly = HttpListeners.grizzlyOf(server);
        Method runners =
                grizzly.loadClass("org.glassfish.grizzly.nio.NIOTransport").getDeclaredMethod("getSelectorRunners");
        runners.setAccessible(true);
        List<Object> all = new ArrayList<>();
        for (Object transport : HttpListeners.transports(server)) {
            all.addAll(List.of((Object[]) runners.invoke(transport)));
        }
        return new OpenConnections(grizzly, List.copyOf(all));
    }

    /** The line and headers of a request that have begun and not ended: the first, second, ... of its connection. */
    record Head(Object connection, int number) {}

    List<Head> unfinishedHeads() throws ReflectiveOperationException {
        List<Head> found = new ArrayList<>();
        for (Object connection : connections()) {
            if (isInTheMiddle(connection)) {
                found.add(new Head(connection, numberOf(connection)));
            }
        }
        return found;
    }

    /**
     * A connection.
     *
     * @param used whether a whole request was read on it
     */
    record Open(Object connection, boolean used) {}

    List<Open> all() throws ReflectiveOperationException {
        List<Open> found = new ArrayList<>();
        for (Object connection : connections()) {
            found.add(new Open(connection, numberOf(connection) > 0 || isServed(connection)));
        }
        return found;
    }

    /** Those of clients; the socket that accepts them has a key of its own. */
    private List<Object> connections() throws ReflectiveOperationException {
        List<Object> found = new ArrayList<>();
        for (Object runner : selectorRunners) {
            for (SelectionKey key : keysOf((Selector) selector.invoke(runner))) {
                Object connection = key.attachment();
                if (connection != null && key.channel() instanceof SocketChannel) {
                    found.add(connection);
                }
            }
        }
        return found;
    }

    private static Set<SelectionKey> keysOf(Selector selector) {
        try {
            return selector.keys();
        } catch (ClosedSelectorException stopped) {
            return Set.of();
        }
    }

    private boolean isInTheMiddle(Object connection) throws ReflectiveOperationException {
        Object request = find(connection, nameOfRequest);
        return request != null && Boolean.FALSE.equals(isHeadRead.invoke(request));
    }

    private boolean isServed(Object connection) throws ReflectiveOperationException {
        Object request = find(connection, nameOfRequest);
        return request != null && Boolean.TRUE.equals(isHeadRead.invoke(request));
    }

    private int numberOf(Object connection) throws ReflectiveOperationException {
        Object keptAlive = find(connection, KEPT_ALIVE);
        return keptAlive == null ? 0 : requestsBefore.getInt(keptAlive);
    }

    private @Nullable Object find(Object connection, String name) throws ReflectiveOperationException {
        return attribute.invoke(attributes.invoke(connection), name);
    }

    void cut(Object connection) throws ReflectiveOperationException {
        close.invoke(connection);
    }

    /** The address at the other end; empty if it is closed by now. */
    Optional<InetAddress> addressOf(Object connection) throws ReflectiveOperationException {
        return peer.invoke(connection) instanceof InetSocketAddress socket
                ? Optional.ofNullable(socket.getAddress())
                : Optional.empty();
    }

    String peerOf(Object connection) throws ReflectiveOperationException {
        return String.valueOf(peer.invoke(connection));
    }
}
