package dev.sdpmcp.simulator.tenant;

import dev.sdpmcp.simulator.setting.PortalClock;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.setting.Switches;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts calls of the last minute, by token and by token and address pattern. Thread-safe; remembers a bounded
 * number of counters.
 */
public final class RateLimiter {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int MAX_COUNTERS = 1_000;

    private final PortalClock clock;
    private final Map<String, Counter> counters = new LinkedHashMap<>();

    /** Counts by the simulated clock. */
    public RateLimiter(PortalClock clock) {
        this.clock = clock;
    }

    /** Forgets all counts. */
    public synchronized void reset() {
        counters.clear();
    }

    /**
     * Counts a call.
     *
     * @param pattern the address with ids left out
     * @throws ApiFailure with 4015 if it is one too many
     */
    public synchronized void count(String token, String pattern, Switches switches) {
        count(token, switches.number(Switch.RATE_LIMIT_PER_MINUTE), switches);
        count(token + " " + pattern, switches.number(Switch.PATH_LIMIT_PER_MINUTE), switches);
    }

    private void count(String key, int limit, Switches switches) {
        if (limit == 0) {
            return;
        }
        Counter counter = counters.computeIfAbsent(key, unused -> new Counter());
        if (counters.size() > MAX_COUNTERS) {
            counters.remove(counters.keySet().iterator().next());
        }
        long now = clock.now();
        counter.moments.removeIf(moment -> moment <= now - MINUTE);
        if (now < counter.shutUntil || counter.moments.size() >= limit) {
            if (now >= counter.shutUntil) {
                counter.shutUntil = now
                        + Duration.ofSeconds(switches.number(Switch.LOCKOUT_SECONDS))
                                .toMillis();
            }
            throw exceeded(switches.number(Switch.RETRY_AFTER_SECONDS));
        }
        counter.moments.add(now);
    }

    private static ApiFailure exceeded(int retryAfterSeconds) {
        Map<String, String> headers =
                retryAfterSeconds > 0 ? Map.of("Retry-After", Integer.toString(retryAfterSeconds)) : Map.of();
        InnerCode code = InnerCode.RATE_LIMIT;
        return new ApiFailure(code.http(), List.of(Envelope.message(code, "API Rate Limit reached")), headers);
    }

    private static final class Counter {
        private final Deque<Long> moments = new ArrayDeque<>();
        private long shutUntil;
    }
}
