package dev.sdpmcp.lifecycle;

import java.time.Duration;

/**
 * CDI event: the server is about to stop; its listener and streams are still open. Fired once, synchronously. An
 * observer finishes running work, notifies its clients, and returns by the deadline.
 *
 * <p>Observers run in the order of the priorities below; a late one may find the grace period used up.
 *
 * @param deadlineNanos {@link System#nanoTime()} at which the streams are closed, whether observers have returned or
 *     not
 */
public record ServerStopping(long deadlineNanos) {

    /** First: finish calls and end streams. Afterwards there is nothing new to record. */
    public static final int CLIENTS_PRIORITY = 2_000;

    /** Second: flush the audit trail, into its journal if the database is unavailable. */
    public static final int AUDIT_PRIORITY = 3_000;

    /** Last: work that the next start can make up for. */
    public static final int OTHER_PRIORITY = 4_000;

    /** @param grace time from now to the deadline */
    public static ServerStopping within(Duration grace) {
        return new ServerStopping(System.nanoTime() + grace.toNanos());
    }

    /** Time until the deadline; negative after it. */
    public Duration left() {
        return Duration.ofNanos(deadlineNanos - System.nanoTime());
    }
}
