package dev.sdpmcp.upstream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The bound on calls at the same time. Who asked first gets a place first. Thread-safe. */
final class Bulkhead {

    private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(5);

    private final Semaphore places;
    private final UpstreamLimits limits;

    Bulkhead(UpstreamLimits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.inFlight(), true);
    }

    /**
     * Runs the exchange on this thread as soon as there is a place.
     *
     * @throws UpstreamFailure.Throttled if there is none in time
     */
    ApiResponse run(Exchange exchange) throws InterruptedException {
        if (!places.tryAcquire(limits.queueing().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new UpstreamFailure.Throttled(
                    limits.inFlight() + " calls to ServiceDesk Plus are running already and none ended in "
                            + seconds(limits.queueing()) + "; nothing was sent, try again later",
                    PAUSE_WHEN_FULL);
        }
        try {
            return exchange.answer();
        } finally {
            places.release();
        }
    }

    /** How many there are now. */
    int count() {
        return limits.inFlight() - places.availablePermits();
    }

    /** How many wait for a place. */
    int waiting() {
        return places.getQueueLength();
    }

    /** One exchange over HTTP, which ends at once when its thread is interrupted. */
    @FunctionalInterface
    interface Exchange {
        ApiResponse answer() throws InterruptedException;
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
