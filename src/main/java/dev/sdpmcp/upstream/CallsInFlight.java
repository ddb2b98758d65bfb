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
import java.util.function.Supplier;

/**
 * The bound on calls at the same time, and the way out of a call that takes too long. Thread-safe.
 *
 * <p>A thread that reads from a socket cannot be interrupted. So the exchange runs on a thread of the executor, and the
 * caller waits for its outcome in a way that ends at once when the caller is interrupted. The place is given back when
 * the exchange itself ends, which its own time-outs see to: calls that were given up still count.
 */
final class CallsInFlight {

    private final Executor executor;
    private final Semaphore places;
    private final UpstreamLimits limits;

    CallsInFlight(Executor executor, UpstreamLimits limits) {
        this.executor = executor;
        this.limits = limits;
        this.places = new Semaphore(limits.inFlight(), true);
    }

    /**
     * @param write whether the exchange changes something, so that giving up leaves its outcome unknown
     * @throws UpstreamFailure.Unavailable if there is no place in time, or no answer
     * @throws CancellationException if the calling thread is interrupted
     */
    <T> T run(Supplier<T> exchange, boolean write) {
        try {
            if (!places.tryAcquire(limits.queueing().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UpstreamFailure.Unavailable(
                        limits.inFlight() + " calls to ServiceDesk Plus are running already and none ended in "
                                + seconds(limits.queueing()) + "; nothing was sent, try again later",
                        false,
                        null);
            }
            return await(start(exchange), write);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            CancellationException cancellation = new CancellationException("cancelled while waiting for an answer");
            cancellation.initCause(cancelled);
            throw cancellation;
        }
    }

    private <T> CompletableFuture<T> start(Supplier<T> exchange) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        try {
            executor.execute(() -> exchange(exchange, outcome));
            return outcome;
        } catch (RejectedExecutionException full) {
            places.release();
            throw new UpstreamFailure.Unavailable(
                    "the server has no thread left for a call to ServiceDesk Plus; nothing was sent, try again later",
                    false,
                    full);
        }
    }

    private <T> void exchange(Supplier<T> exchange, CompletableFuture<T> outcome) {
        try {
            if (!outcome.isDone()) {
                outcome.complete(exchange.get());
            }
        } catch (Throwable failure) { // whatever it is, the waiting thread must hear of it
            outcome.completeExceptionally(failure);
        } finally {
            places.release();
        }
    }

    private <T> T await(CompletableFuture<T> outcome, boolean write) throws InterruptedException {
        try {
            return outcome.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new UpstreamFailure.Unavailable(
                    "ServiceDesk Plus did not answer within " + seconds(limits.whole()), write, late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a call to ServiceDesk Plus broke", failed.getCause());
        } finally {
            outcome.cancel(false); // one that has not begun yet is not begun any more
        }
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
