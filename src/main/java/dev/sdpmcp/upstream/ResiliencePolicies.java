package dev.sdpmcp.upstream;

/**
 * The resilience policies of a {@link HelpDesk}.
 *
 * @param reads around each read with all its attempts; a write never passes it
 * @param instance around each exchange; throws MicroProfile's {@code CircuitBreakerOpenException} when it lets none
 *     through
 */
public record ResiliencePolicies(ResiliencePolicy reads, ResiliencePolicy instance) {

    /** No retry and no circuit breaker, for use outside a container. */
    public static final ResiliencePolicies NONE = new ResiliencePolicies(Work::result, Work::result);

    /** A retry or a circuit breaker around a call. Thread-safe. */
    @FunctionalInterface
    public interface ResiliencePolicy {

        /**
         * Runs the work on this thread: once, several times or not at all.
         *
         * @throws InterruptedException if the thread is interrupted between two attempts; then nothing more is sent
         */
        ApiResponse through(Work work) throws InterruptedException;
    }

    /** A call, or one attempt at it. */
    @FunctionalInterface
    public interface Work {
        ApiResponse result() throws InterruptedException;
    }
}
