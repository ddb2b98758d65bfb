package dev.sdpmcp.telemetry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits log lines that strangers can cause: of each kind the first is written in a period, further ones are counted until the
 * period ends. Bounded: beyond {@value #MAX_KINDS} kinds in a period all are counted together. Thread-safe; periods are ended
 * by the owner.
 *
 * @param <K> a kind of line, by its equality
 */
public final class LineLimit<K> {

    /** Kinds that are told apart in a period, hence lines of first ones, and again as many with counts. */
    public static final int MAX_KINDS = 256;

    private Map<K, Long> further = new HashMap<>();
    private long others;

    /**
     * What was not written in a period.
     *
     * @param further how many more there were of each kind, at least one; in no order
     * @param others how many there were of kinds that found no room
     */
    public record Counted<K>(Map<K, Long> further, long others) {}

    /** Whether a line of this kind is to be written; if not, it is counted. */
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
}
