package dev.sdpmcp.dispatch;

import dev.sdpmcp.session.SessionFacts;
import dev.sdpmcp.tool.FailureCause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * CDI event: a call that may block has ended. Fired on the thread that worked for it, or on the thread of the reaper
 * after its deadline; observers must be quick.
 *
 * @param correlationId of the HTTP request that contained it, as in refusals and log lines
 * @param tool the tool called, null for other methods
 * @param cause why it failed; null exactly if the outcome is OK
 * @param ticket number or internal id of the ticket that it was about, null if unknown
 * @param traceId of its trace, null if there is none
 */
public record CallFinished(
        SessionFacts session,
        String correlationId,
        String method,
        @Nullable String tool,
        Outcome outcome,
        @Nullable FailureCause cause,
        @Nullable String ticket,
        Duration took,
        @Nullable String traceId) {

    /** How a call ended. */
    public enum Outcome {
        OK,
        /** A result with {@code isError}. */
        TOOL_FAILED,
        /** A result with {@code isError}, since a change was sent and may have been made or not. */
        INDETERMINATE,
        /** A JSON-RPC error. */
        REFUSED,
        /** A JSON-RPC error, since no thread was free, or the session was at its limit of calls. */
        BUSY,
        CANCELLED,
        TIMED_OUT
    }
}
