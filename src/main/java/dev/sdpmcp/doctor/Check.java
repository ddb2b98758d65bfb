package dev.sdpmcp.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Looks at one thing. Called once, on a thread of its own. */
interface Check {

    /** Stable: scripts look for it in the JSON. Lower case, words joined by {@code -}. */
    String name();

    /** Names of earlier checks without whose good outcome this one has nothing to look at. */
    default Set<String> needs() {
        return Set.of();
    }

    /** After this time it is interrupted, and counts as failed. */
    default Duration limit() {
        return Duration.ofSeconds(15);
    }

    /**
     * What was found, at least one thing.
     *
     * @throws Exception if it cannot look; that is told as a failure
     */
    List<Finding> examine() throws Exception;
}
