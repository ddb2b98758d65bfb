package dev.sdpmcp.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;

/**
 * A token bucket that fills evenly over a minute: a burst of the whole limit is fine, then it is the limit's pace.
 * Thread-safe.
 */
public final class RateBucket {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Bucket bucket;

    /** What came of taking a token. */
    public record Taken(boolean granted, LimitStatus status, Duration retryAfter) {}

    /**
     * What is left.
     *
     * @param limit tokens a minute
     * @param resetSeconds until the bucket is full again
     */
    public record LimitStatus(long limit, long remaining, long resetSeconds) {}

    public RateBucket(int perMinute) {
        this.perMinute = perMinute;
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }

    public Taken take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                status(probe.getRemainingTokens()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Whether a token could be taken now, without taking it; the wait is how long until one can. */
    public Taken look() {
        EstimationProbe probe = bucket.estimateAbilityToConsume(1);
        return new Taken(
                probe.canBeConsumed(),
                status(probe.getRemainingTokens()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private LimitStatus status(long remaining) {
        long missing = perMinute - remaining;
        return new LimitStatus(perMinute, remaining, (missing * MINUTE.toSeconds() + perMinute - 1) / perMinute);
    }
}
