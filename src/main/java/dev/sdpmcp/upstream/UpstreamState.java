package dev.sdpmcp.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether ServiceDesk Plus answered when it was last asked, and whether it is asked at all now. Asks nothing itself, so it
 * is as old as the last call. Thread-safe.
 */
public final class UpstreamState {

    private final Clock clock;
    private Seen last;
    private @Nullable Instant lastFailure;
    private boolean keptAway;

    /** At a time for people, who read the clock of this machine. */
    private record Seen(String state, Instant at) {
        static Seen now(String state) {
            return new Seen(state, Instant.now());
        }
    }

    /** Whether calls are let through. */
    public enum Circuit {
        CLOSED,
        /** The next call may try. */
        HALF_OPEN,
        /** Since a call was kept away. */
        OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public UpstreamState() {
        this(new SteadyClock());
    }

    /** @param clock for pauses */
    UpstreamState(Clock clock) {
        this.clock = clock;
        this.last = Seen.now("not asked yet");
    }

    synchronized void answered() {
        last = Seen.now("answering");
        keptAway = false;
    }

    synchronized void unavailable() {
        last = Seen.now("unavailable");
        lastFailure = clock.instant();
    }

    /**
     * The circuit breaker let a call not through. It was opened by a failure, so it waits no longer than its pause from
     * the last one.
     *
     * @return how long it still waits at most, at least a second
     */
    synchronized Duration keptAway() {
        keptAway = true;
        Duration rest = rest();
        return rest.toSeconds() < 1 ? Duration.ofSeconds(1) : rest;
    }

    private Duration rest() {
        return lastFailure == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), lastFailure.plus(InstanceBreaker.PAUSE));
    }

    /** The circuit breaker, as far as calls have met it. */
    public synchronized Circuit circuit() {
        if (!keptAway) {
            return Circuit.CLOSED;
        }
        return rest().isNegative() ? Circuit.HALF_OPEN : Circuit.OPEN;
    }

    /**
     * For people: {@code state} and {@code at} when that was seen (ISO 8601, UTC); {@code circuit}, which is {@code open}
     * once a call was kept away, and {@code half-open} when the next one may try.
     */
    public synchronized Map<String, String> asData() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("state", last.state());
        data.put("at", last.at().toString());
        data.put("circuit", circuit().word());
        return data;
    }
}
