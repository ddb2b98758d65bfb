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
 * Limit of open connections, shared fairly between those who hold them. Above the limit the holder with most connections loses
 * some first, as long as it has more than its share; then, of whoever holds them, those on which nothing was asked yet, and at
 * last those in use, in both cases of the holder with most. Of one holder those without a request go before those in use, and
 * the newest first, so that streams stay. A holder with few connections thus loses none to one that holds thousands. Remembers
 * nothing that is not open any more. For one thread.
 *
 * @param <C> a connection, equal to itself alone
 */
final class ConnectionLimit<C> {

    private final int most;
    private final int share;
    private Map<C, Long> arrivals = new HashMap<>();
    private long arrived;

    /**
     * A connection that is open.
     *
     * @param used whether a whole request was read on it
     * @param holder the network that holds it; null if it says nothing about whose it is, so that it is held by itself alone
     */
    record Seen<C>(C connection, boolean used, @Nullable String holder) {}

    /** A connection, and when it was first seen in the order of all. */
    private record Arrived<C>(C connection, boolean used, long arrival) {}

    /** The connections of one holder, those to be cut first in front. */
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

        C giveUp() {
            return connections.removeFirst().connection();
        }
    }

    /**
     * @param most connections that may stay open
     * @param share connections of one holder that no other holder's need takes away before those of larger ones are at it too
     */
    ConnectionLimit(int most, int share) {
        this.most = most;
        this.share = share;
    }

    /** Those to be cut off, in that order. */
    List<C> above(List<Seen<C>> open) {
        Map<C, Long> now = new HashMap<>();
        for (Seen<C> seen : open) {
            Long before = arrivals.get(seen.connection());
            now.put(seen.connection(), before == null ? arrived++ : before);
        }
        arrivals = now;
        int surplus = open.size() - most;
        List<C> cut = new ArrayList<>();
        if (surplus > 0) {
            List<Holder<C>> holders = holders(open);
            cut(surplus, holders, holder -> holder.size() > share, cut);
            cut(surplus, holders, Holder::hasUnused, cut);
            cut(surplus, holders, holder -> holder.size() > 0, cut);
        }
        return cut;
    }

    private List<Holder<C>> holders(List<Seen<C>> open) {
        Map<Object, List<Arrived<C>>> byHolder = new HashMap<>();
        for (Seen<C> seen : open) {
            C connection = seen.connection();
            Object holder = seen.holder() == null ? connection : seen.holder();
            byHolder.computeIfAbsent(holder, name -> new ArrayList<>())
                    .add(new Arrived<>(connection, seen.used(), arrivals.getOrDefault(connection, 0L)));
        }
        return byHolder.values().stream().map(Holder::new).toList();
    }

    /** One at a time from the holder that has most, of those that meet the condition. */
    private static <C> void cut(int surplus, List<Holder<C>> holders, Predicate<Holder<C>> condition, List<C> cut) {
        PriorityQueue<Holder<C>> queue =
                new PriorityQueue<>(Comparator.comparingInt((Holder<C> holder) -> -holder.size())
                        .thenComparingLong(holder -> -holder.newest()));
        holders.stream().filter(condition).forEach(queue::add);
        while (cut.size() < surplus && !queue.isEmpty()) {
            Holder<C> largest = queue.remove();
            cut.add(largest.giveUp());
            if (condition.test(largest)) {
                queue.add(largest);
            }
        }
    }
}
