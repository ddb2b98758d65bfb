package dev.sdpmcp.launcher.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
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

    /** A connection with its position in the order of arrival. */
    private record Arrived<C>(C connection, boolean used, long arrival) {}

    /** The connections of one holder, in the order in which they are closed. */
    private static final class Holder<C> {

        private final Deque<Arrived<C>> connections;

        Holder(List<Arrived<C>> all) {
            all.sort(Comparator.comparing((Arrived<C> each) -> each.used())
                    .thenComparing(Arrived::arrival, Comparator.reverseOrder()));
            connections = new ArrayDeque<>(all);
        }

        int size() {
            return connections.size();
        }

        boolean hasUnused() {
            return !connections.isEmpty() && !connections.getFirst().used();
        }

        long newest() {
            return connections.getFirst().arrival();
        }

        C removeFirst() {
            return connections.removeFirst().connection();
        }
    }

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
            List<Holder<C>> holders = holders(open);
            cut(surplus, holders, holder -> holder.size() > share, cut);
            cut(surplus, holders, Holder::hasUnused, cut);
            cut(surplus, holders, holder -> holder.size() > 0, cut);
        }
        return cut;
    }

    private List<Holder<C>> holders(List<Open<C>> open) {
        Map<Object, List<Arrived<C>>> byHolder = new HashMap<>();
        for (Open<C> each : open) {
            C connection = each.connection();
            Object holder = each.holder() == null ? connection : each.holder();
            byHolder.computeIfAbsent(holder, name -> new ArrayList<>())
                    .add(new Arrived<>(connection, each.used(), arrivals.getOrDefault(connection, 0L)));
        }
        return byHolder.values().stream().map(Holder::new).toList();
    }

    /** Takes one connection at a time from the largest holder that meets the condition. */
    private static <C> void cut(int surplus, List<Holder<C>> holders, Predicate<Holder<C>> condition, List<C> cut) {
        PriorityQueue<Holder<C>> queue =
                new PriorityQueue<>(Comparator.comparingInt((Holder<C> holder) -> -holder.size())
                        .thenComparingLong(holder -> -holder.newest()));
        holders.stream().filter(condition).forEach(queue::add);
        while (cut.size() < surplus && !queue.isEmpty()) {
            Holder<C> largest = queue.remove();
            cut.add(largest.removeFirst());
            if (condition.test(largest)) {
                queue.add(largest);
            }
        }
    }
}
