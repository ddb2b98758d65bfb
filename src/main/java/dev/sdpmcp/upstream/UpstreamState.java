package dev.sdpmcp.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    private record Seen(String state, Instant at) {}

    public UpstreamState() {
        this(Clock.systemUTC());
    }

    UpstreamState(Clock clock) {
        this.clock = clock;
        this.last = new Seen("not asked yet", clock.instant());
    }

    synchronized void answered() {
        last = new Seen("answering", clock.instant());
        keptAway = false;
    }

    synchronized void unavailable() {
        last = new Seen("unavailable", clock.instant());
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

    private String circuit() {
        if (!keptAway) {
            return "closed";
        }
        return rest().isNegative() ? "half-open" : "open";
    }

    /**
     * For people: {@code state} and {@code at} when that was seen (ISO 8601, UTC); {@code circuit}, which is {@code open}
     * once a call was kept away, and {@code half-open} when the next one may try.
     */
    public synchronized Map<String, String> asData() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("state", last.state());
        data.put("at", last.at().toString());
        data.put("circuit", circuit());
        return data;
    }
}
