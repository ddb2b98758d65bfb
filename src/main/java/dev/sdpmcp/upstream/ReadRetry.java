package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Retry for reads, after no response or a server error: at most two retries with jitter, and none after
 * {@value #MAX_DURATION_MILLIS} ms. Thread-safe.
 */
@ApplicationScoped
public class ReadRetry implements ResiliencePolicies.ResiliencePolicy {

    static final int MAX_RETRIES = 2;
    static final long PAUSE_MILLIS = 250;
    static final long JITTER_MILLIS = 250;
    static final long MAX_DURATION_MILLIS = 8_000;

    @Override
    @Retry(
            maxRetries = MAX_RETRIES,
            delay = PAUSE_MILLIS,
            jitter = JITTER_MILLIS,
            maxDuration = MAX_DURATION_MILLIS,
            retryOn = UpstreamFailure.Unavailable.class)
    public ObjectNode through(ResiliencePolicies.Work read) throws InterruptedException {
        return read.result();
    }
}
