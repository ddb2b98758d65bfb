package dev.sdpmcp.lifecycle;

import java.time.Duration;

/**
 * CDI event: the server is about to stop, while its listener and its streams are still alive. Fired once, synchronously;
 * an observer finishes what runs, says goodbye to its clients, and returns by the deadline.
 *
 * <p>Observers name one of the priorities here, so that they run in this order: who comes late finds the grace used up.
 *
 * @param deadlineNanos when the streams will be cut, whether observers have returned or not; by {@link System#nanoTime()}, since
 *     the clock of the machine may be set meanwhile
 */
public record ServerStopping(long deadlineNanos) {

    /** Calls are finished and streams ended; what is to be recorded is known afterwards. */
    public static final int CLIENTS_FIRST = 2_000;

    /** The audit trail is written out, into its journal if the database is away. */
    public static final int THEN_THE_TRAIL = 3_000;

    /** What the next start makes up for. */
    public static final int THEN_WHAT_MAY_WAIT = 4_000;

    /** @param grace from now to the deadline */
    public static ServerStopping within(Duration grace) {
        return new ServerStopping(System.nanoTime() + grace.toNanos());
    }

    /** Time from now to the deadline; negative when that has passed. */
    public Duration left() {
        return Duration.ofNanos(deadlineNanos - System.nanoTime());
    }
}
