package dev.sdpmcp.tool;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.ProtocolVersion;
import java.util.concurrent.CancellationException;

/**
 * What a tool may know of the call that it answers. Valid while the call runs, on any thread.
 *
 * <p>The same for every transport and for stateful and stateless revisions: it is the request that carries these facts,
 * wherever they were learnt.
 */
public interface CallContext {

    Caller caller();

    CallOrigin origin();

    ProtocolVersion revision();

    /** Where it is noted what becomes known of the call. */
    CallDiagnostics diagnostics();

    /** Why the call is no longer wanted, if it was stopped. */
    default FailureCause stopCause() {
        return FailureCause.CANCELLED;
    }

    /**
     * Tells the client how far the call is; does nothing if the client did not ask for it (2025-11-25, Progress).
     *
     * @param progress must grow from one report to the next; one that does not is dropped
     * @param total how much there is in all, 0 if that is unknown
     * @param message what is being done, for people
     */
    void reportProgress(double progress, double total, String message);

    /** Sends a log message to the client if it asked for that level (2025-11-25, Logging). Never a secret. */
    void log(LoggingLevel level, String message);

    /**
     * @throws CancellationException if the client cancelled the call or went away; let it pass
     */
    void checkCancelled();
}
