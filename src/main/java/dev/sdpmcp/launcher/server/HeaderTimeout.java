package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners.Connection;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Timeout for the line and headers of a request. The server has only an idle timeout and a timeout for each read, which a
 * client that sends single bytes never exceeds.
 */
final class HeaderTimeout extends ConnectionSweep {

    /** Half a minute, less the interval of the checks. */
    private static final Duration LIMIT = Duration.ofSeconds(28);

    private final Deadlines<Head> heads = new Deadlines<>(LIMIT);

    private HeaderTimeout(Listeners listeners) {
        super(
                listeners,
                Level.INFO,
                "Closed {0} connections after a timeout of request headers, the last one from {1}");
    }

    /** An unfinished request head, by its number on the connection. */
    private record Head(Connection connection, int number) {}

    /** @throws ReflectiveOperationException if the connections of this server cannot be read */
    static void start(Listeners listeners) throws ReflectiveOperationException {
        new HeaderTimeout(listeners).start("header-timeout", "The timeout for request headers is no longer enforced");
    }

    @Override
    List<Connection> toClose(List<Connection> open) throws ReflectiveOperationException {
        List<Head> unfinished = new ArrayList<>();
        for (Connection connection : open) {
            connection.unfinishedHead().ifPresent(number -> unfinished.add(new Head(connection, number)));
        }
        return heads.overdue(unfinished, System.nanoTime()).stream()
                .map(Head::connection)
                .toList();
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
