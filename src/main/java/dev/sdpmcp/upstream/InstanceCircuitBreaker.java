package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/**
 * The circuit breaker of the one instance that this server serves. It opens when most of the last exchanges had no answer
 * or a server error; refusals and throttling are answers. After a pause it lets calls try again, and the first success
 * closes it.
 *
 * <p>All in milliseconds: Payara takes the pause for milliseconds, whatever its unit.
 */
@ApplicationScoped
public class InstanceCircuitBreaker implements ResiliencePolicy {

    /** So many exchanges are looked at. */
    static final int WINDOW = 10;

    static final double MOST_FAILURES = 0.7;

    private static final long PAUSE_MILLIS = 10_000;

    /** How long no call is let through. */
    static final Duration PAUSE = Duration.ofMillis(PAUSE_MILLIS);

    @Override
    @CircuitBreaker(
            requestVolumeThreshold = WINDOW,
            failureRatio = MOST_FAILURES,
            delay = PAUSE_MILLIS,
            successThreshold = 1,
            failOn = UpstreamFailure.Unavailable.class)
    public ObjectNode through(Work exchange) throws InterruptedException {
        return exchange.result();
    }
}
