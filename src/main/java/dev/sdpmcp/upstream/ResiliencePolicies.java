package dev.sdpmcp.upstream;

/**
 * The guards of a {@link HelpDesk}.
 *
 * @param reads around each read with all its attempts; a write never passes it
 * @param instance around each exchange; throws MicroProfile's {@code CircuitBreakerOpenException} when it lets none through
 */
public record ResiliencePolicies(ResiliencePolicy reads, ResiliencePolicy instance) {

    /** No repetition and no circuit breaker, for where no container applies them. */
    public static final ResiliencePolicies NONE =
            new ResiliencePolicies(ResiliencePolicy.Work::result, ResiliencePolicy.Work::result);
}
