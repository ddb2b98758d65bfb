package dev.sdpmcp.config;

import java.time.Period;
import java.util.Optional;

/**
 * Settings of the audit trail.
 *
 * @param enabled whether calls are recorded
 * @param mode handling of changing calls while the trail cannot be written
 * @param retention time for which rows are kept; whole days
 * @param acceptedBreak the break that the operator has accepted, if any
 */
public record AuditSettings(boolean enabled, Mode mode, Period retention, Optional<AcceptedBreak> acceptedBreak) {

    /** Without an accepted break. */
    public AuditSettings(boolean enabled, Mode mode, Period retention) {
        this(enabled, mode, retention, Optional.empty());
    }

    /** Handling of a changing call while its row cannot be written. */
    public enum Mode {
        /** The call is refused. */
        STRICT,
        /** The call is executed and its row is written to a journal. */
        BEST_EFFORT
    }
}
