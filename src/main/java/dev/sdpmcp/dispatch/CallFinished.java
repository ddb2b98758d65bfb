package dev.sdpmcp.dispatch;

import dev.sdpmcp.session.SessionFacts;
import dev.sdpmcp.tool.FailureCause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * CDI event: a request that could take time has ended. Fired on the thread that worked for it, or on the reaper's when its
 * time was up; observers must be quick.
 *
 * @param correlationId the HTTP request that brought it, as refusals and log lines name it
 * @param tool the tool called, null for other methods
 * @param cause why it failed; null exactly if the outcome is OK
 * @param ticket number or internal id of the ticket that it was about, null if none is known
 * @param traceId of the trace that the call is part of, null if none is kept
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
        /** A JSON-RPC error, since no thread could be had, or the session had all the calls that it may have. */
        BUSY,
        CANCELLED,
        TIMED_OUT
    }
}
