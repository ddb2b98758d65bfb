package dev.sdpmcp.launcher.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Bounds the connections that are open at a time, which the server itself does not: its {@code max-connections} is the length of
 * the queue before they are accepted. One daemon thread that looks every two seconds, so a burst may be more for as long as
 * that.
 */
final class SurplusConnections {

    /** For requests beside the streams. */
    private static final int BESIDE_STREAMS = 4096;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(SurplusConnections.class.getName());

    private final OpenConnections connections;
    private final ConnectionBound<Object> bound;

    private SurplusConnections(OpenConnections connections, int most) {
        this.connections = connections;
        this.bound = new ConnectionBound<>(most);
    }

    /**
     * @param streams that may be open at a time
     * @throws ReflectiveOperationException if this server's connections cannot be looked at
     */
    static void watch(ClassLoader serverClasses, int streams) throws ReflectiveOperationException {
        SurplusConnections watch = new SurplusConnections(OpenConnections.of(serverClasses), streams + BESIDE_STREAMS);
        watch.look();
        Thread thread = new Thread(
                new RepeatedLook(
                        watch::look,
                        BETWEEN_LOOKS,
                        failed -> LOG.log(
                                Level.WARNING, "A look at the open connections failed; the next follows", failed),
                        changed -> LOG.log(Level.ERROR, "Connections are no longer bounded", changed)),
                "surplus-connections");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() throws ReflectiveOperationException {
        List<Object> surplus = bound.above(connections.all().stream()
                .map(open -> new ConnectionBound.Seen<>(open.connection(), open.used()))
                .toList());
        if (!surplus.isEmpty()) {
            String one = connections.peerOf(surplus.get(0));
            for (Object connection : surplus) {
                connections.cut(connection);
            }
            LOG.log(
                    Level.WARNING,
                    "Cut off {0} connections above the bound (SSE_MAX_TOTAL_CONNECTIONS and {1}), one of them from {2}",
                    surplus.size(),
                    BESIDE_STREAMS,
                    one);
        }
    }
}
