package dev.sdpmcp.throttle;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Token bucket that refills evenly over a minute and allows a burst of the whole limit. Uses the monotonic clock, so
 * that setting the system clock has no effect. Thread-safe; blocks only where stated.
 */
public final class RateBucket {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int perMinute;
    private final Bucket bucket;

    /**
     * Result of taking a token.
     *
     * @param retryAfter time until a token is available; zero if one was granted
     */
    public record Taken(boolean granted, LimitStatus status, Duration retryAfter) {

        /** {@link #retryAfter} in whole seconds, for headers: rounded up, at least one. */
        public long retryAfterSeconds() {
            return Math.max(1, (retryAfter.toNanos() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        }
    }

    /**
     * The state of a limit.
     *
     * @param limit tokens a minute
     * @param resetSeconds until the bucket is full again
     */
    public record LimitStatus(long limit, long remaining, long resetSeconds) {}

    public RateBucket(int perMinute) {
        this(perMinute, TimeMeter.SYSTEM_NANOTIME);
    }

    RateBucket(int perMinute, TimeMeter clock) {
        this.perMinute = perMinute;
        this.bucket = Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }

    /** Tokens a minute, which is also the size of a burst. */
    public int perMinute() {
        return perMinute;
    }

    /** Takes a token if there is one. Cheaper than {@link #take()}, since it returns no state. */
    public boolean tryTake() {
        return bucket.tryConsume(1);
    }

    /** Takes all of the tokens, or none. */
    public boolean tryTake(int tokens) {
        return tokens == 0 || bucket.tryConsume(tokens);
    }

    public Taken take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        Duration wait = probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
        return new Taken(probe.isConsumed(), status(probe.getRemainingTokens()), wait);
    }

    /**
     * Waits for a token, in order of arrival, unless the wait would exceed the maximum: then nothing is taken.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; its token is spent
     */
    public Taken take(Duration maxWait) throws InterruptedException {
        boolean granted = bucket.asBlocking().tryConsume(1, maxWait, BlockingStrategy.PARKING);
        Taken seen = look();
        return new Taken(granted, seen.status(), granted ? Duration.ZERO : seen.retryAfter());
    }

    /** Whether a token could be taken now, without taking it. */
    public Taken look() {
        return look(1);
    }

    /** Whether so many could be taken now; at most {@link #perMinute()}. */
    public Taken look(int tokens) {
        EstimationProbe probe = bucket.estimateAbilityToConsume(tokens);
        return new Taken(
                probe.canBeConsumed(),
                status(probe.getRemainingTokens()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private LimitStatus status(long remaining) {
        // Negative while waiting callers have reserved tokens.
        long missing = perMinute - remaining;
        return new LimitStatus(perMinute, remaining, (missing * MINUTE.toSeconds() + perMinute - 1) / perMinute);
    }
}
