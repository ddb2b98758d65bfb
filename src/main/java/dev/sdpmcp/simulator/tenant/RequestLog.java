package dev.sdpmcp.simulator.tenant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The newest {@value #MOST} calls, and how many there were in all; never a query, a body, or a header
 * but one. Thread-safe. */
public final class RequestLog {
    static final int MOST = 10_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<Door, Long> totals = new EnumMap<>(Door.class);
    private long sequence;

    /** Which group of addresses was called. */
    public enum Door {
        /** {@code /app/PORTAL/api/v3}. */
        API,
        /** {@code /oauth/v2/token}. */
        TOKEN,
        /** Anything else of {@code /oauth/v2}, and unknown addresses. */
        OTHER
    }

    /**
     * One call.
     *
     * @param sequence counts up, never reused
     * @param time epoch milliseconds at the desk
     * @param door what was called
     * @param method of the call
     * @param path without the query
     * @param outcome of the call
     */
    public record Entry(long sequence, long time, Door door, String method, String path, Outcome outcome) {}

    /**
     * How a call went.
     *
     * @param status of the answer; 0 if none was sent
     * @param millis it took
     * @param fault that it met; empty if none
     * @param traceparent what it said of the trace that it belongs to (W3C Trace Context); empty if nothing
     */
    public record Outcome(int status, long millis, String fault, String traceparent) {}

    /** Writes a call down. */
    public synchronized void add(long time, Door door, String method, String path, Outcome outcome) {
        entries.addLast(new Entry(++sequence, time, door, method, path, outcome));
        totals.merge(door, 1L, Long::sum);
        if (entries.size() > MOST) {
            entries.removeFirst();
        }
    }

    /** The calls that are remembered, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How many calls of a group there were since the log was cleared. */
    public synchronized long total(Door door) {
        return totals.getOrDefault(door, 0L);
    }

    /** Forgets all calls; the sequence goes on. */
    public synchronized void clear() {
        entries.clear();
        totals.clear();
    }
}
