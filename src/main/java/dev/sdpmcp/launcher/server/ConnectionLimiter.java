package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.Listeners;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds the connections that are open at a time, which the server itself does not: its {@code max-connections} is the length of
 * the queue before they are accepted; {@link ConnectionLimit} says which ones go. One daemon thread that looks every two seconds,
 * so a burst may be more for as long as that.
 */
final class ConnectionLimiter {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(ConnectionLimiter.class.getName());

    private final Listeners listeners;
    private final ConnectionHolders holders;
    private final ConnectionLimit<Listeners.Connection> bound;
    private final LineEachMinute lines = new LineEachMinute();
    private String lastCut = "";

    private ConnectionLimiter(Listeners listeners, ConnectionLimits limits) {
        this.listeners = listeners;
        this.holders = new ConnectionHolders(limits.trustedProxies());
        this.bound = new ConnectionLimit<>(limits.most(), limits.share());
    }

    /** @throws ReflectiveOperationException if this server's connections cannot be looked at */
    static void watch(Listeners listeners, ConnectionLimits limits) throws ReflectiveOperationException {
        ConnectionLimiter watch = new ConnectionLimiter(listeners, limits);
        watch.look();
        Thread thread = new Thread(
                new RepeatedCheck(
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
        List<ConnectionLimit.Seen<Listeners.Connection>> open = new ArrayList<>();
        for (Listeners.Connection each : listeners.connections()) {
            open.add(new ConnectionLimit.Seen<>(
                    each,
                    each.isUsed(),
                    each.peer()
                            .map(InetSocketAddress::getAddress)
                            .map(holders::of)
                            .orElse(null)));
        }
        List<Listeners.Connection> surplus = bound.above(open);
        for (Listeners.Connection connection : surplus) {
            lastCut = connection.peer().map(Object::toString).orElse("");
            connection.cut();
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
