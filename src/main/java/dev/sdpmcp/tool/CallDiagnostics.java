package dev.sdpmcp.tool;

import org.jspecify.annotations.Nullable;

/**
 * What becomes known of one call while it runs: why it failed, and which ticket it was about. Its log line, its audit row and
 * the metrics are made of it. Thread-safe.
 */
public final class CallDiagnostics {

    private volatile @Nullable FailureCause cause;
    private volatile @Nullable String ticket;

    /** Notes why the call failed; a later cause takes the place of an earlier one. */
    public void failed(FailureCause why) {
        cause = why;
    }

    /** Notes which ticket it is about; null changes nothing. */
    public void about(@Nullable String ticketNumberOrId) {
        if (ticketNumberOrId != null) {
            ticket = ticketNumberOrId;
        }
    }

    /** Null if the call did not fail so far. */
    public @Nullable FailureCause cause() {
        return cause;
    }

    /** The number that people use, or the internal id; digits. Null if none is known. */
    public @Nullable String ticket() {
        return ticket;
    }
}
