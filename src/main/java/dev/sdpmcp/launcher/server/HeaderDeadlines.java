package dev.sdpmcp.launcher.server;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers since when the line and headers of each request have been unfinished. Holds nothing for longer than from one look
 * to the next. For one thread.
 *
 * @param <T> stands for the head of one request
 */
final class HeaderDeadlines<T> {

    private final long limit;
    private Map<T, Long> since = Map.of();

    HeaderDeadlines(Duration limit) {
        this.limit = limit.toNanos();
    }

    /**
     * Those that are overdue.
     *
     * @param unfinished those that are unfinished now; whichever is not among them is forgotten
     * @param now by the monotonic clock, in nanoseconds
     */
    List<T> among(Collection<T> unfinished, long now) {
        Map<T, Long> seen = new HashMap<>();
        unfinished.forEach(head -> seen.put(head, since.getOrDefault(head, now)));
        since = seen;
        return seen.entrySet().stream()
                .filter(each -> now - each.getValue() >= limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}
