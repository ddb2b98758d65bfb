package dev.sdpmcp.upstream;

import dev.sdpmcp.upstream.ResiliencePolicies.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Retry of reads and circuit breaker for the instance of ServiceDesk Plus that this server uses. Thread-safe. All times
 * are in milliseconds, because Payara ignores the unit of the pause.
 */
@ApplicationScoped
public class FaultTolerance {

    /** The number of exchanges that the circuit breaker considers. */
    static final int WINDOW = 10;

    static final double MAX_FAILURE_RATIO = 0.7;

    private static final long PAUSE_MILLIS = 10_000;

    /** How long the circuit breaker stays open. */
    static final Duration PAUSE = Duration.ofMillis(PAUSE_MILLIS);

    /** Repeats a read after no response or a server error: at most twice, with jitter, and not after 8 s. */
    @Retry(maxRetries = 2, delay = 250, jitter = 250, maxDuration = 8_000, retryOn = UpstreamFailure.Unavailable.class)
    public ApiResponse retrying(Work read) throws InterruptedException {
        return read.result();
    }

    /**
     * Refuses exchanges after most of the last ones had no response or a server error; a refusal and a throttle are
     * responses. After a pause it lets exchanges through again, and the first success closes it.
     */
    @CircuitBreaker(
            requestVolumeThreshold = WINDOW,
            failureRatio = MAX_FAILURE_RATIO,
            delay = PAUSE_MILLIS,
            successThreshold = 1,
            failOn = UpstreamFailure.Unavailable.class)
    public ApiResponse breaking(Work exchange) throws InterruptedException {
        return exchange.result();
    }
}
