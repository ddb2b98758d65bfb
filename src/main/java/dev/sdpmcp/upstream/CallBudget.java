package dev.sdpmcp.upstream;

import dev.sdpmcp.throttle.RateBucket;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * The calls a minute that ServiceDesk Plus grants us, shared by all sessions ({@code SDP_RATE_LIMIT_PER_MINUTE}). Callers
 * get their turn in the order in which they asked; who would have to wait longer than {@link #LONGEST_WAIT} is told at once
 * when to come back. So no more can be waiting than have a turn in that time. Thread-safe.
 */
public final class CallBudget {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final RateBucket bucket;
    private final Duration longestWait;

    public CallBudget(int callsPerMinute) {
        this(callsPerMinute, LONGEST_WAIT);
    }

    CallBudget(int callsPerMinute, Duration longestWait) {
        this.bucket = new RateBucket(callsPerMinute);
        this.longestWait = longestWait;
    }

    /**
     * Returns when the caller may make one call.
     *
     * @throws UpstreamFailure.Throttled if that would take too long; nothing is taken then
     * @throws CancellationException if the calling thread is interrupted
     */
    void await() {
        try {
            RateBucket.Taken taken = bucket.take(longestWait);
            if (!taken.granted()) {
                throw new UpstreamFailure.Throttled(
                        "this server has used up its calls to ServiceDesk Plus ("
                                + taken.status().limit()
                                + " a minute for all clients together); nothing was sent, try again in "
                                + taken.retryAfterSeconds() + " s",
                        Duration.ofSeconds(taken.retryAfterSeconds()));
            }
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while waiting for a turn", cancelled);
        }
    }

    /** What is left now; negative when callers are waiting. */
    public RateBucket.LimitStatus status() {
        return bucket.look().status();
    }
}
