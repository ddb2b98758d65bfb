package dev.sdpmcp.config;

import java.time.Period;

/**
 * The audit trail.
 *
 * @param enabled whether calls are recorded
 * @param mode what becomes of changing calls while the trail cannot be written
 * @param retention how long a row is kept; whole days
 */
public record AuditSettings(boolean enabled, Mode mode, Period retention) {

    /** What becomes of a call that changes something while its row cannot be written. */
    public enum Mode {
        /** The call is refused. */
        STRICT,
        /** The call goes ahead, its row goes to a journal. */
        BEST_EFFORT
    }
}
