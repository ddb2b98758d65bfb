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

    /**
     * A problem that an operator must fix before the server can become ready.
     *
     * @param place where to fix it
     * @param sentence the problem and its fix, without a secret
     */
    public record ReadinessProblem(Place place, String sentence) {

        /** Where to fix it; the launcher has an exit code of the same name for each. */
        public enum Place {
            /** A setting is wrong, or is missing both in the configuration and in the database. */
            CONFIGURATION,
            /** The data folder. */
            DATA_FOLDER,
            /** The database, which may become available again without a fix. */
            DATABASE
        }
    }
}
