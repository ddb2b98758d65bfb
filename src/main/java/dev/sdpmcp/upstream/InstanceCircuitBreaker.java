package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/**
 * Circuit breaker for the instance of ServiceDesk Plus that this server uses. It opens when most of the last exchanges
 * had no response or a server error; a refusal and a throttle are responses. After a pause it lets calls through again,
 * and the first success closes it. Thread-safe.
 *
 * <p>All times are in milliseconds, because Payara ignores the unit of the pause.
 */
@ApplicationScoped
public class InstanceCircuitBreaker implements ResiliencePolicies.ResiliencePolicy {

    /** The number of exchanges that it considers. */
    static final int WINDOW = 10;

    static final double MAX_FAILURE_RATIO = 0.7;

    private static final long PAUSE_MILLIS = 10_000;

    /** How long it stays open. */
    static final Duration PAUSE = Duration.ofMillis(PAUSE_MILLIS);

    @Override
    @CircuitBreaker(
            requestVolumeThreshold = WINDOW,
            failureRatio = MAX_FAILURE_RATIO,
            delay = PAUSE_MILLIS,
            successThreshold = 1,
            failOn = UpstreamFailure.Unavailable.class)
    public ObjectNode through(ResiliencePolicies.Work exchange) throws InterruptedException {
        return exchange.result();
    }
}
