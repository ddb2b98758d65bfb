package dev.sdpmcp.launcher.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds the connections that are open at a time, which the server itself does not: its {@code max-connections} is the length of
 * the queue before they are accepted; {@link ConnectionBound} says which ones go. One daemon thread that looks every two seconds, so a burst may be more for as long as
 * that.
 */
final class SurplusConnections {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(SurplusConnections.class.getName());

    private final OpenConnections connections;
    private final ConnectionHolders holders;
    private final ConnectionBound<Object> bound;
    private final LineEachMinute lines = new LineEachMinute();
    private String lastCut = "";

    private SurplusConnections(OpenConnections connections, ConnectionLimits limits) {
        this.connections = connections;
        this.holders = new ConnectionHolders(limits.trustedProxies());
        this.bound = new ConnectionBound<>(limits.most(), limits.share());
    }

    /** @throws ReflectiveOperationException if this server's connections cannot be looked at */
    static void watch(ClassLoader serverClasses, ConnectionLimits limits) throws ReflectiveOperationException {
        SurplusConnections watch = new SurplusConnections(OpenConnections.of(serverClasses), limits);
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
        List<ConnectionBound.Seen<Object>> open = new ArrayList<>();
        for (OpenConnections.Open each : connections.all()) {
            open.add(new ConnectionBound.Seen<>(
                    each.connection(),
                    each.used(),
                    connections.addressOf(each.connection()).map(holders::of).orElse(null)));
        }
        List<Object> surplus = bound.above(open);
        for (Object connection : surplus) {
            lastCut = connections.peerOf(connection);
            connections.cut(connection);
        }
        int count = lines.add(surplus.size(), System.nanoTime());
        if (count > 0) {
            LOG.log(
                    Level.WARNING,
                    "Cut off {0} connections above the limit (SSE_MAX_TOTAL_CONNECTIONS and {1}), the last of them from {2}",
                    count,
                    ConnectionLimits.BESIDE_STREAMS,
                    lastCut);
        }
    }
}
