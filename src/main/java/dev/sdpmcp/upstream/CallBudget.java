package dev.sdpmcp.upstream;

import dev.sdpmcp.throttle.RateBucket;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Rate limit for calls to ServiceDesk Plus, shared by all sessions ({@code SDP_RATE_LIMIT_PER_MINUTE}). Callers wait in
 * a fair queue; a caller that would wait longer than {@link #MAX_WAIT} fails at once, which bounds the queue.
 * Thread-safe.
 */
public final class CallBudget {

    static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final RateBucket bucket;
    private final Duration maxWait;

    public CallBudget(int callsPerMinute) {
        this(callsPerMinute, MAX_WAIT);
    }

    CallBudget(int callsPerMinute, Duration maxWait) {
        this.bucket = new RateBucket(callsPerMinute);
        this.maxWait = maxWait;
    }

    /**
     * Waits until the caller may make one call.
     *
     * @throws UpstreamFailure.Throttled if that would take too long; the call is not counted then
     * @throws CancellationException if the calling thread is interrupted
     */
    void await() {
        try {
            RateBucket.Taken taken = bucket.take(maxWait);
            if (!taken.granted()) {
                throw new UpstreamFailure.Throttled(
                        "this server has used up its calls to ServiceDesk Plus ("
                                + taken.status().limit()
                                + " a minute for all clients together); nothing was sent, try again in "
                                + taken.retryAfterSeconds() + " s",
                        Duration.ofSeconds(taken.retryAfterSeconds()));
            }
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while waiting for the rate limit", cancelled);
        }
    }

    /** The calls that are left now; negative while callers wait. */
    public RateBucket.LimitStatus status() {
        return bucket.look().status();
    }
}
