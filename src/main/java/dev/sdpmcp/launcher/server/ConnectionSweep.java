package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners.Connection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A daemon thread that examines the open connections every two seconds and closes some of them. */
abstract class ConnectionSweep {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(ConnectionSweep.class.getName());

    private final Listeners listeners;
    private final Level level;
    private final String closed;
    private final LogRateLimit lines = new LogRateLimit();
    private String lastPeer = "";

    /** @param closed log line with the number of closed connections and the address of the last one */
    ConnectionSweep(Listeners listeners, Level level, String closed) {
        this.listeners = listeners;
        this.level = level;
        this.closed = closed;
    }

    abstract List<Connection> toClose(List<Connection> open) throws ReflectiveOperationException;

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
            LOG.log(level, closed, count, lastPeer);
        }
    }

    /**
     * Periodic check by reflection that ends after several consecutive failures, since the server is then an unknown
     * version.
     *
     * @param interval pause before each check
     * @param onFailure called with the first of consecutive failures
     * @param onEnd called with the last failure, after which there are no more checks
     */
    record RepeatedCheck(Check check, Duration interval, Consumer<Exception> onFailure, Consumer<Exception> onEnd)
            implements Runnable {

        /** Consecutive failures. */
        static final int MAX_FAILURES = 5;

        interface Check {
            void check() throws ReflectiveOperationException;
        }

        /** Returns when interrupted, or after too many failures. */
        @Override
        public void run() {
            int failures = 0;
            while (failures < MAX_FAILURES) {
                try {
                    Thread.sleep(interval.toMillis());
                    check.check();
                    failures = 0;
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (ReflectiveOperationException | RuntimeException failed) {
                    failures++;
                    if (failures == MAX_FAILURES) {
                        onEnd.accept(failed);
                    } else if (failures == 1) {
                        onFailure.accept(failed);
                    }
                }
            }
        }
    }

    /** Rate limit for a log line with a count: the first at once, then at most one a minute. Not thread-safe. */
    static final class LogRateLimit {

        private static final long MINUTE_NANOS = 60_000_000_000L;

        private int pending;
        private boolean written;
        private long last;

        /**
         * Adds to the count; to be called with 0 as well, so that a pending count is logged.
         *
         * @param now monotonic time in nanoseconds
         * @return the count since the last line if a line is due, otherwise 0
         */
        int add(int count, long now) {
            pending += count;
            if (pending == 0 || (written && now - last < MINUTE_NANOS)) {
                return 0;
            }
            int due = pending;
            pending = 0;
            written = true;
            last = now;
            return due;
        }
    }
}
