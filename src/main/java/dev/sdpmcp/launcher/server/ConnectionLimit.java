package dev.sdpmcp.launcher.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fair limit of open connections. Above the limit, connections are closed in this order, always of the holder with most
 * of them: those above a holder's share, those without a request, those in use. Of one holder unused connections are
 * closed first, and the newest first. So a holder with few connections loses none to one with thousands. Not
 * thread-safe.
 *
 * @param <C> a connection, compared by identity
 */
final class ConnectionLimit<C> {

    private final int max;
    private final int share;
    private Map<C, Long> arrivals = new HashMap<>();
    private long arrived;

    /**
     * An open connection.
     *
     * @param used whether a complete request head was read on it
     * @param holder network of the client; null if unknown, so that the connection is its own holder
     */
    record Open<C>(C connection, boolean used, @Nullable String holder) {}

    /**
     * @param max connections that may stay open
     * @param share connections of one holder that are closed only when no holder has more
     */
    ConnectionLimit(int max, int share) {
        this.max = max;
        this.share = share;
    }

    /** The connections to close, in order. */
    List<C> above(List<Open<C>> open) {
        Map<C, Long> now = new HashMap<>();
        for (Open<C> each : open) {
            Long before = arrivals.get(each.connection());
            now.put(each.connection(), before == null ? arrived++ : before);
        }
        arrivals = now;
        int surplus = open.size() - max;
        List<C> cut = new ArrayList<>();
        if (surplus > 0) {
            Collection<Deque<Open<C>>> holders = holders(open);
            cut(surplus, holders, holder -> holder.size() > share, cut);
            cut(
                    surplus,
                    holders,
                    holder -> !holder.isEmpty() && !holder.getFirst().used(),
                    cut);
            cut(surplus, holders, holder -> !holder.isEmpty(), cut);
        }
        return cut;
    }

    /** The connections of each holder, in the order in which they are closed. */
    private Collection<Deque<Open<C>>> holders(List<Open<C>> open) {
        Map<Object, Deque<Open<C>>> holders = new HashMap<>();
        open.stream()
                .sorted(Comparator.comparing((Open<C> each) -> each.used())
                        .thenComparing(this::arrival, Comparator.reverseOrder()))
                .forEach(each -> holders.computeIfAbsent(
                                each.holder() == null ? each.connection() : each.holder(), name -> new ArrayDeque<>())
                        .add(each));
        return holders.values();
    }

    private long arrival(Open<C> open) {
        return arrivals.getOrDefault(open.connection(), 0L);
    }

    /** Takes one connection at a time from the largest holder that meets the condition. */
    private void cut(
            int surplus, Collection<Deque<Open<C>>> holders, Predicate<Deque<Open<C>>> condition, List<C> cut) {
        PriorityQueue<Deque<Open<C>>> queue =
                new PriorityQueue<>(Comparator.comparingInt((Deque<Open<C>> holder) -> -holder.size())
                        .thenComparingLong(holder -> -arrival(holder.getFirst())));
        holders.stream().filter(condition).forEach(queue::add);
        while (cut.size() < surplus && !queue.isEmpty()) {
            Deque<Open<C>> largest = queue.remove();
            cut.add(largest.removeFirst().connection());
            if (condition.test(largest)) {
                queue.add(largest);
            }
        }
    }
}
