package dev.sdpmcp.upstream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limit on concurrent calls, with a fair queue of bounded waiting time. Thread-safe. */
final class Bulkhead {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Semaphore permits;
    private final UpstreamLimits limits;

    Bulkhead(UpstreamLimits limits) {
        this.limits = limits;
        this.permits = new Semaphore(limits.inFlight(), true);
    }

    /**
     * Runs the exchange on this thread as soon as there is a permit.
     *
     * @throws UpstreamFailure.Throttled if there is none in time
     */
    ApiResponse run(Exchange exchange) throws InterruptedException {
        if (!permits.tryAcquire(limits.queueing().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new UpstreamFailure.Throttled(
                    limits.inFlight() + " calls to ServiceDesk Plus are running already and none ended in "
                            + seconds(limits.queueing()) + "; nothing was sent, try again later",
                    RETRY_AFTER);
        }
        try {
            return exchange.response();
        } finally {
            permits.release();
        }
    }

    /** The number of running calls. */
    int inFlight() {
        return limits.inFlight() - permits.availablePermits();
    }

    /** The number of queued calls. */
    int waiting() {
        return permits.getQueueLength();
    }

    /** One exchange over HTTP, which ends at once when its thread is interrupted. */
    @FunctionalInterface
    interface Exchange {
        ApiResponse response() throws InterruptedException;
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
