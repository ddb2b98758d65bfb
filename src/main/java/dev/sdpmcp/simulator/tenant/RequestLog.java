package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The newest {@value #MAX_ENTRIES} calls and the totals, without queries, bodies and headers
 * (except {@code traceparent}). Thread-safe. */
public final class RequestLog {
    static final int MAX_ENTRIES = 10_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<Endpoint, Long> totals = new EnumMap<>(Endpoint.class);
    private long sequence;

    /** The group of addresses that was called. */
    public enum Endpoint {
        /** {@code /app/PORTAL/api/v3}. */
        API,
        /** {@code /oauth/v2/token}. */
        TOKEN,
        /** Anything else of {@code /oauth/v2}, and unknown addresses. */
        OTHER;

        /** The name in {@code /_sim/requests}. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One call, at a time in epoch milliseconds of the simulated clock; the sequence counts up and is never reused. */
    public record Entry(
            long sequence,
            long time,
            Endpoint endpoint,
            String method,
            String path,
            @JsonUnwrapped Outcome outcome) {}

    /**
     * Result of a call: status (0 if no answer was sent), kind of the injected fault and {@code traceparent}, or
     * empty.
     */
    public record Outcome(
            int status,
            long millis,
            @JsonInclude(Include.NON_EMPTY) String fault,
            @JsonInclude(Include.NON_EMPTY) String traceparent) {}

    /** Adds a call. */
    public synchronized void add(long time, Endpoint endpoint, String method, String path, Outcome outcome) {
        entries.addLast(new Entry(++sequence, time, endpoint, method, path, outcome));
        totals.merge(endpoint, 1L, Long::sum);
        if (entries.size() > MAX_ENTRIES) {
            entries.removeFirst();
        }
    }

    /** The calls that are remembered, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Number of calls of a group since the log was cleared. */
    public synchronized long total(Endpoint endpoint) {
        return totals.getOrDefault(endpoint, 0L);
    }

    /** Forgets all calls; the sequence goes on. */
    public synchronized void clear() {
        entries.clear();
        totals.clear();
    }
}
