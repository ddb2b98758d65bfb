package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Repeats what changes nothing, when ServiceDesk Plus did not answer or failed on its own side: twice at most, and not
 * when that took so long that the caller had better hear of it. The pauses differ, so that callers who failed together do
 * not come back together.
 */
@ApplicationScoped
public class ReadRetry implements ResiliencePolicy {

    static final int MOST_RETRIES = 2;
    static final long PAUSE_MILLIS = 250;
    static final long JITTER_MILLIS = 250;
    static final long LATEST_MILLIS = 8_000;

    @Override
    @Retry(
            maxRetries = MOST_RETRIES,
            delay = PAUSE_MILLIS,
            jitter = JITTER_MILLIS,
            maxDuration = LATEST_MILLIS,
            retryOn = UpstreamFailure.Unavailable.class)
    public ObjectNode through(Work read) throws InterruptedException {
        return read.result();
    }
}
