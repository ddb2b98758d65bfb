package dev.sdpmcp.telemetry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rate limit for log lines that clients can cause: in each period the first line of a kind is written, further ones are
 * counted. At most {@value #MAX_KINDS} kinds are distinguished in a period. Thread-safe; the owner ends the periods.
 *
 * @param <K> kind of line, compared by equality
 */
public final class LineLimit<K> {

    /** Kinds distinguished in a period, hence also the number of first lines, and of lines with counts. */
    public static final int MAX_KINDS = 256;

    private Map<K, Long> further = new HashMap<>();
    private long others;

    /**
     * Lines that were not written in a period.
     *
     * @param further number of further lines of each kind, at least one; unordered
     * @param others number of lines of kinds above the limit
     */
    public record Counted<K>(Map<K, Long> further, long others) {}

    /** Whether a line of this kind is to be written; otherwise it is counted. */
    public synchronized boolean takeFirst(K kind) {
        Long before = further.get(kind);
        if (before == null && further.size() >= MAX_KINDS) {
            others++;
            return false;
        }
        further.put(kind, before == null ? 0 : before + 1);
        return before == null;
    }

    /** Ends a period and begins the next. */
    public synchronized Counted<K> endPeriod() {
        Map<K, Long> repeated = new LinkedHashMap<>(further);
        repeated.values().removeIf(count -> count == 0);
        Counted<K> counted = new Counted<>(repeated, others);
        further = new HashMap<>();
        others = 0;
        return counted;
    }

    /** Rate limit for a repeated log line: one a minute, the first at once, by the monotonic clock. Thread-safe. */
    public static final class OnceAMinute {

        private static final long INTERVAL_NANOS = 60_000_000_000L;

        private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

        /** Whether the next line is due; of concurrent callers only one gets {@code true}. */
        public boolean isDue() {
            long last = lastNanos.get();
            long now = System.nanoTime();
            return now - last >= INTERVAL_NANOS && lastNanos.compareAndSet(last, now);
        }
    }
}
