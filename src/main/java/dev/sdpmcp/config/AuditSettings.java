package dev.sdpmcp.config;

import java.time.Period;
import java.util.Optional;

/**
 * The audit trail.
 *
 * @param enabled whether calls are recorded
 * @param mode what becomes of changing calls while the trail cannot be written
 * @param retention how long a row is kept; whole days
 * @param acceptedBreak what of the trail is broken and the operator has looked at; empty if nothing
 */
public record AuditSettings(boolean enabled, Mode mode, Period retention, Optional<AcceptedBreak> acceptedBreak) {

    /** With nothing broken. */
    public AuditSettings(boolean enabled, Mode mode, Period retention) {
        this(enabled, mode, retention, Optional.empty());
    }

    /** What becomes of a call that changes something while its row cannot be written. */
    public enum Mode {
        /** The call is refused. */
        STRICT,
        /** The call goes ahead, its row goes to a journal. */
        BEST_EFFORT
    }
}
