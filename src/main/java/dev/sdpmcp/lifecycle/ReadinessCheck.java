package dev.sdpmcp.lifecycle;

import java.util.Map;
import java.util.Optional;

/**
 * A condition for readiness. Every CDI bean of this type is checked.
 *
 * <p>Implementations are called concurrently, as often as a client requests {@code /health/ready}: they must be cheap,
 * must not block and must not call ServiceDesk Plus.
 */
public interface ReadinessCheck {

    /** A short unique name for operators, such as {@code sessions}. */
    String name();

    /** Whether the condition holds. */
    boolean ready();

    /** A problem that an operator must fix before {@link #ready()} can be true; usually empty. */
    default Optional<ReadinessProblem> problem() {
        return Optional.empty();
    }

    /** Details for operators, by name; usually empty. Anybody may read them, so they hold no secret. */
    default Map<String, String> data() {
        return Map.of();
    }
}
