package dev.sdpmcp.throttle;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A token bucket that fills evenly over a minute: a burst of the whole limit is fine, then it is the limit's pace. Counts
 * by the monotonic clock, so that a clock that is set does not stop or flood anybody. Thread-safe, blocks only where it says so.
 */
public final class RateBucket {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int perMinute;
    private final Bucket bucket;

    /**
     * What came of taking a token.
     *
     * @param retryAfter how long until a token will be there; zero if this one was granted
     */
    public record Taken(boolean granted, LimitStatus status, Duration retryAfter) {

        /** {@link #retryAfter} in whole seconds, for headers: never too early, at least one. */
        public long retryAfterSeconds() {
            return Math.max(1, (retryAfter.toNanos() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        }
    }

    /**
     * What is left.
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

    /** Tokens a minute, and as many at once. */
    public int perMinute() {
        return perMinute;
    }

    /** Whether a token was there; it is gone then. The cheap form of {@link #take()}, without an account. */
    public boolean tryTake() {
        return bucket.tryConsume(1);
    }

    /** All of so many tokens, or none. */
    public boolean tryTake(int tokens) {
        return tokens == 0 || bucket.tryConsume(tokens);
    }

    public Taken take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        Duration wait = probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
        return new Taken(probe.isConsumed(), status(probe.getRemainingTokens()), wait);
    }

    /**
     * Waits for a token, each in the order of asking, unless the wait would be longer than this: then nothing is taken.
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
        // Less than none are left while some have been promised to those who wait.
        long missing = perMinute - remaining;
        return new LimitStatus(perMinute, remaining, (missing * MINUTE.toSeconds() + perMinute - 1) / perMinute);
    }
}
