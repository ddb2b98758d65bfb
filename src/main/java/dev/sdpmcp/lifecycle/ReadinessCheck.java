package dev.sdpmcp.lifecycle;

import java.util.Map;
import java.util.Optional;

/**
 * Something that must hold before clients may come. Every CDI bean of this type is asked.
 *
 * <p>Implementations are called from several threads at once, at any rate that a caller of {@code /health/ready} likes:
 * they must be cheap, must not block and must not call ServiceDesk Plus.
 */
public interface ReadinessCheck {

    /** A short name for operators, unique, such as {@code sessions}. */
    String name();

    /** Whether clients may come, as far as this room is concerned. */
    boolean ready();

    /**
     * Why it is of no use to wait: what an operator must mend before {@link #ready()} can be true. Empty as a rule.
     */
    default Optional<ReadinessProblem> problem() {
        return Optional.empty();
    }

    /** What operators may want to know beside the answer, by name, without a secret: anybody may read it. Empty as a rule. */
    default Map<String, String> data() {
        return Map.of();
    }
}
