package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners.Connection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** A daemon thread that examines the open connections every two seconds and closes some of them. */
abstract class ConnectionSweep {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(ConnectionSweep.class.getName());

    private final Listeners listeners;
    private final LogRateLimit lines = new LogRateLimit();
    private String lastPeer = "";

    ConnectionSweep(Listeners listeners) {
        this.listeners = listeners;
    }

    /** The connections to close. */
    abstract List<Connection> toClose(List<Connection> open) throws ReflectiveOperationException;

    /**
     * Logs closed connections; called at most once a minute.
     *
     * @param count since the last call
     * @param peer address of the last one
     */
    abstract void logClosed(Logger log, int count, String peer);

    /**
     * Sweeps once, then starts the thread.
     *
     * @param ended logged when the thread gives up, since the server is an unknown version
     * @throws ReflectiveOperationException if the connections of this server cannot be read
     */
    final void start(String thread, String ended) throws ReflectiveOperationException {
        sweep();
        Thread.ofPlatform()
                .daemon()
                .name(thread)
                .start(new RepeatedCheck(
                        this::sweep,
                        INTERVAL,
                        failed -> LOG.log(
                                Level.WARNING, "A check of the open connections failed and will be retried", failed),
                        changed -> LOG.log(Level.ERROR, ended, changed)));
    }

    private void sweep() throws ReflectiveOperationException {
        List<Connection> surplus = toClose(listeners.connections());
        for (Connection connection : surplus) {
            lastPeer = connection.peer().map(Object::toString).orElse("");
            connection.close();
        }
        int count = lines.add(surplus.size(), System.nanoTime());
        if (count > 0) {
            logClosed(LOG, count, lastPeer);
        }
    }
}
