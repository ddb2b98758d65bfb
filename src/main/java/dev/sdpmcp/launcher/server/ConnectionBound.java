package dev.sdpmcp.launcher.server;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which connections are too many: those on which nothing was asked yet before those that are used, and the newest of them
 * first, so that whoever was there stays. Remembers nothing that is not open any more. For one thread.
 *
 * @param <C> a connection, equal to itself alone
 */
final class ConnectionBound<C> {

    private final int most;
    private Map<C, Long> arrivals = new HashMap<>();
    private long arrived;

    /**
     * A connection that is open.
     *
     * @param used whether a whole request was read on it
     */
    record Seen<C>(C connection, boolean used) {}

    /** @param most connections that may stay open */
    ConnectionBound(int most) {
        this.most = most;
    }

    /** Those to be cut off. */
    List<C> above(List<Seen<C>> open) {
        Map<C, Long> now = new HashMap<>();
        for (Seen<C> seen : open) {
            Long before = arrivals.get(seen.connection());
            now.put(seen.connection(), before == null ? arrived++ : before);
        }
        arrivals = now;
        return open.stream()
                .sorted(Comparator.comparing((Seen<C> seen) -> seen.used())
                        .thenComparing(seen -> now.getOrDefault(seen.connection(), 0L), Comparator.reverseOrder()))
                .limit(Math.max(0, open.size() - most))
                .map(Seen::connection)
                .toList();
    }
}
