package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.access.Caller;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.CallDiagnostics;
import dev.sdpmcp.tool.CallOrigin;
import dev.sdpmcp.tool.FailureCause;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@link CallContext} of one call. Thread-safe. The transport supplies the destination of notifications and the
 * state of the call: the stream of a session, or later the response of one POST.
 */
final class Call implements CallContext {

    /** Whether a call is still open. */
    interface CancellationToken {
        boolean isOpen();

        boolean isCancelled();

        /** Why the call is no longer open, if it was stopped. */
        default FailureCause stopCause() {
            return FailureCause.CANCELLED;
        }
    }

    private final Caller caller;
    private final CallOrigin origin;
    private final ProtocolVersion revision;
    private final LoggingLevel minLevel;
    private final @Nullable JsonNode progressToken;
    private final CancellationToken cancellation;
    private final Consumer<JsonRpcMessage.Notification> notifications;
    private final CallDiagnostics diagnostics;
    private double lastProgress = Double.NEGATIVE_INFINITY;

    /** @param minLevel lowest level of log messages that are sent */
    Call(
            Caller caller,
            CallOrigin origin,
            ProtocolVersion revision,
            LoggingLevel minLevel,
            @Nullable JsonNode progressToken,
            CancellationToken cancellation,
            CallDiagnostics diagnostics,
            Consumer<JsonRpcMessage.Notification> notifications) {
        this.caller = caller;
        this.origin = origin;
        this.revision = revision;
        this.minLevel = minLevel;
        this.progressToken = progressToken;
        this.cancellation = cancellation;
        this.diagnostics = diagnostics;
        this.notifications = notifications;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public CallOrigin origin() {
        return origin;
    }

    @Override
    public ProtocolVersion revision() {
        return revision;
    }

    @Override
    public CallDiagnostics diagnostics() {
        return diagnostics;
    }

    @Override
    public FailureCause stopCause() {
        return cancellation.stopCause();
    }

    /** Synchronized, so that two threads of one tool cannot decrease the value (2025-11-25, Progress). */
    @Override
    public synchronized void reportProgress(double progress, double total, String message) {
        if (progressToken == null || progress <= lastProgress || !cancellation.isOpen()) {
            return;
        }
        lastProgress = progress;
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("progressToken", progressToken);
        params.put("progress", progress);
        if (total > 0) {
            params.put("total", total);
        }
        if (revision.hasToolAnnotations()) {
            params.put("message", message);
        }
        notifications.accept(new JsonRpcMessage.Notification("notifications/progress", params));
    }

    @Override
    public void log(LoggingLevel level, String message) {
        if (level.compareTo(minLevel) >= 0 && cancellation.isOpen()) {
            notifications.accept(ServerNotifications.log(level, message));
        }
    }

    @Override
    public void checkCancelled() {
        if (cancellation.isCancelled()) {
            throw new CancellationException("The client cancelled the call or went away");
        }
    }
}
