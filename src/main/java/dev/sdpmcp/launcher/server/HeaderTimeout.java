package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.Listeners;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Timeout for the line and headers of a request: a daemon thread that checks the open connections every two seconds.
 * The server has only an idle timeout and a timeout for each read, which a client that sends single bytes never
 * exceeds.
 */
final class HeaderTimeout {

    /** Half a minute, less the interval of the checks. */
    private static final Duration LIMIT = Duration.ofSeconds(28);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(HeaderTimeout.class.getName());

    private final Listeners listeners;
    private final Deadlines<Head> heads = new Deadlines<>(LIMIT);
    private final LogRateLimit lines = new LogRateLimit();
    private String lastPeer = "";

    private HeaderTimeout(Listeners listeners) {
        this.listeners = listeners;
    }

    /** An unfinished request head, by its number on the connection. */
    private record Head(Listeners.Connection connection, int number) {}

    /** @throws ReflectiveOperationException if the connections of this server cannot be read */
    static void start(Listeners listeners) throws ReflectiveOperationException {
        HeaderTimeout timeout = new HeaderTimeout(listeners);
        timeout.check();
        Thread thread = new Thread(
                new RepeatedCheck(timeout::check, CHECK_INTERVAL, HeaderTimeout::logFailure, HeaderTimeout::logEnd),
                "header-timeout");
        thread.setDaemon(true);
        thread.start();
    }

    private static void logFailure(Exception failed) {
        LOG.log(Level.WARNING, "A check of the open connections failed and will be retried: {0}", failed.toString());
    }

    private static void logEnd(Exception changed) {
        LOG.log(Level.ERROR, "The timeout for request headers is no longer enforced: {0}", changed.toString());
    }

    private void check() throws ReflectiveOperationException {
        List<Head> unfinished = new ArrayList<>();
        for (Listeners.Connection connection : listeners.connections()) {
            OptionalInt number = connection.unfinishedHead();
            if (number.isPresent()) {
                unfinished.add(new Head(connection, number.getAsInt()));
            }
        }
        List<Head> overdue = heads.overdue(unfinished, System.nanoTime());
        for (Head head : overdue) {
            lastPeer = head.connection().peer().map(Object::toString).orElse("");
            head.connection().close();
        }
        int count = lines.add(overdue.size(), System.nanoTime());
        if (count > 0) {
            LOG.log(
                    Level.INFO,
                    "Closed {0} connections after a timeout of request headers, the last one from {1}",
                    count,
                    lastPeer);
        }
    }

    /**
     * Start times of unfinished request heads. Not thread-safe.
     *
     * @param <T> a request head
     */
    static final class Deadlines<T> {

        private final long limit;
        private Map<T, Long> since = Map.of();

        Deadlines(Duration limit) {
            this.limit = limit.toNanos();
        }

        /**
         * The overdue request heads.
         *
         * @param unfinished the unfinished heads at this check; all others are forgotten
         * @param now monotonic time in nanoseconds
         */
        List<T> overdue(Collection<T> unfinished, long now) {
            Map<T, Long> seen = new HashMap<>();
            unfinished.forEach(head -> seen.put(head, since.getOrDefault(head, now)));
            since = seen;
            return seen.entrySet().stream()
                    .filter(each -> now - each.getValue() >= limit)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
