package dev.sdpmcp.upstream;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The bound on calls at the same time, and the way out of a call that takes too long. Thread-safe.
 *
 * <p>A thread that reads from a socket cannot be interrupted. So the exchange runs on a thread of the executor, and the
 * caller waits for its outcome in a way that ends at once when the caller is interrupted. Then the exchange is given up:
 * its place goes to the next caller, while it lasts until its own time-outs. Of those there may be as many as there are
 * places; one that is given up beyond that keeps its place.
 */
final class CallsInFlight {

    private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(5);

    private final Executor executor;
    private final Semaphore places;
    private final Semaphore givenUp;
    private final UpstreamLimits limits;

    CallsInFlight(Executor executor, UpstreamLimits limits) {
        this.executor = executor;
        this.limits = limits;
        this.places = new Semaphore(limits.inFlight(), true);
        this.givenUp = new Semaphore(limits.inFlight());
    }

    /** The threads that the executor needs. */
    static int mostThreads(UpstreamLimits limits) {
        return 2 * limits.inFlight();
    }

    /**
     * @param write whether the exchange changes something, so that giving up leaves its outcome unknown
     * @throws UpstreamFailure.Throttled if there is no place in time
     * @throws UpstreamFailure.Unavailable if there is no answer in time
     * @throws CancellationException if the calling thread is interrupted
     */
    <T> T run(Supplier<T> exchange, boolean write) {
        try {
            if (!places.tryAcquire(limits.queueing().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UpstreamFailure.Throttled(
                        limits.inFlight() + " calls to ServiceDesk Plus are running already and none ended in "
                                + seconds(limits.queueing()) + "; nothing was sent, try again later",
                        PAUSE_WHEN_FULL);
            }
            Flight<T> flight = new Flight<>(exchange);
            start(flight);
            return await(flight, write);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            CancellationException cancellation = new CancellationException("cancelled while waiting for an answer");
            cancellation.initCause(cancelled);
            throw cancellation;
        }
    }

    private void start(Flight<?> flight) {
        try {
            executor.execute(flight);
        } catch (RejectedExecutionException full) {
            places.release();
            throw new UpstreamFailure.Throttled(
                    "the server has no thread left for a call to ServiceDesk Plus; nothing was sent, try again later",
                    PAUSE_WHEN_FULL);
        }
    }

    private <T> T await(Flight<T> flight, boolean write) throws InterruptedException {
        try {
            return flight.outcome.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw UpstreamFailure.Unavailable.tooLate(
                    "ServiceDesk Plus did not answer within " + seconds(limits.whole()), write, late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a call to ServiceDesk Plus broke", failed.getCause());
        } finally {
            flight.leave();
        }
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private enum Stage {
        AWAITED,
        GIVEN_UP,
        OVER
    }

    /** One exchange and the place that it holds; whoever leaves it last gives that place back. */
    private final class Flight<T> implements Runnable {

        private final Supplier<T> exchange;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.AWAITED);

        Flight(Supplier<T> exchange) {
            this.exchange = exchange;
        }

        @Override
        public void run() {
            try {
                if (!outcome.isDone()) { // one that was given up before it began is not begun
                    outcome.complete(exchange.get());
                }
            } catch (Throwable failure) { // whatever it is, the waiting thread must hear of it
                outcome.completeExceptionally(failure);
            } finally {
                (stage.getAndSet(Stage.OVER) == Stage.GIVEN_UP ? givenUp : places).release();
            }
        }

        /** The caller waits no longer. */
        void leave() {
            outcome.cancel(false);
            if (stage.get() == Stage.AWAITED && givenUp.tryAcquire()) {
                boolean exchangeLasts = stage.compareAndSet(Stage.AWAITED, Stage.GIVEN_UP);
                (exchangeLasts ? places : givenUp).release();
            }
        }
    }
}
