package dev.sdpmcp.dispatch;

import dev.sdpmcp.dispatch.CallFinished.Outcome;
import dev.sdpmcp.dispatch.Responder.CorrelationSuffix;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.session.InFlightCall;
import dev.sdpmcp.session.InFlightCall.Stop;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedCall;
import dev.sdpmcp.tool.CallDiagnostics;
import dev.sdpmcp.tool.FailureCause;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One call of a session that may block, from its arrival to its end. Thread-safe. */
final class SessionCall implements Call.CancellationToken {

    /** Below the 100 seconds after which common proxies close a silent stream. */
    static final Duration LIMIT = Duration.ofSeconds(90);

    private static final Logger LOG = System.getLogger(SessionCall.class.getName());
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final McpSession session;
    private final JsonRpcMessage.Call request;
    private final String correlationId;
    private final Responder reply;
    private final Function<Call.CancellationToken, JsonRpcMessage.Response> work;
    private final Consumer<CallFinished> finished;
    private final TracedCall trace;
    private final long arrivedNanos = System.nanoTime();
    private final CallDiagnostics diagnostics;
    private final InFlightCall progress;

    SessionCall(
            McpSession session,
            JsonRpcMessage.Call request,
            String correlationId,
            Responder reply,
            Function<Call.CancellationToken, JsonRpcMessage.Response> work,
            Consumer<CallFinished> finished,
            TracedCall trace,
            CallDiagnostics diagnostics,
            Runnable onEnd) {
        this.session = session;
        this.request = request;
        this.correlationId = correlationId;
        this.reply = reply;
        this.work = work;
        this.finished = finished;
        this.trace = trace;
        this.diagnostics = diagnostics;
        this.progress = new InFlightCall(request.id(), LIMIT, this::run, this::stopped, onEnd);
    }

    InFlightCall progress() {
        return progress;
    }

    @Override
    public boolean isOpen() {
        return progress.isOpen();
    }

    @Override
    public boolean isCancelled() {
        return progress.isStopped();
    }

    @Override
    public FailureCause stopCause() {
        Stop reason = progress.stopReason();
        return reason == null ? FailureCause.CANCELLED : causeOf(reason);
    }

    private static FailureCause causeOf(Stop reason) {
        return switch (reason) {
            case CANCELLED -> FailureCause.CANCELLED;
            case EXPIRED -> FailureCause.TIMEOUT;
            case GOING_DOWN -> FailureCause.SHUTDOWN;
            case REJECTED -> FailureCause.BUSY;
        };
    }

    /** Ends the call with an error before it has started: the session does not accept it. */
    void refuse(Outcome outcome, RpcFailure why) {
        reply.answer(failure(why.error()));
        report(outcome, why.failureCause());
    }

    /** Ends the call before it has started: its session is closed, so there is no response. */
    void forget() {
        reply.skip();
        report(Outcome.CANCELLED, FailureCause.CANCELLED);
    }

    private void run() {
        JsonRpcMessage.@Nullable Response response = null;
        try {
            response = trace.around(() -> work.apply(this));
        } catch (CancellationException cancelled) {
            LOG.log(Level.DEBUG, "Call {0} of session {1} was given up", request.id(), session.handle());
        } finally {
            // Also after an Error: a client must not wait for ever.
            answer(response == null ? givenUp() : response);
        }
    }

    private JsonRpcMessage.Failure givenUp() {
        return failure(RpcError.Code.INTERNAL_ERROR, "the work was given up; try again");
    }

    private void answer(JsonRpcMessage.Response response) {
        if (progress.claimAnswer()) {
            session.calls().answered(progress);
            reply.deliver(response);
            report(outcomeOf(response), diagnostics.cause());
        }
    }

    private void stopped(Stop reason) {
        FailureCause cause = causeOf(reason);
        switch (reason) {
            case CANCELLED -> {
                reply.skip();
                report(Outcome.CANCELLED, cause);
            }
            case EXPIRED -> {
                reply.answer(failure(
                        RpcError.Code.INTERNAL_ERROR,
                        "not done after " + LIMIT.toSeconds() + " s, so it was given up; " + whatIsKnown()));
                report(Outcome.TIMED_OUT, cause);
            }
            case GOING_DOWN -> {
                reply.answer(failure(RpcError.Code.BUSY, "the server went down before it was done; " + whatIsKnown()));
                report(Outcome.TIMED_OUT, cause);
            }
            case REJECTED -> {
                reply.answer(failure(
                        RpcError.Code.BUSY,
                        "the server has all the work that it can hold; try again in a few seconds"));
                report(Outcome.BUSY, cause);
            }
        }
    }

    private String whatIsKnown() {
        return progress.hasBegun()
                ? "whether a change was made is not known: look before you repeat it"
                : "it had not begun, so nothing was changed: you may repeat it";
    }

    private JsonRpcMessage.Failure failure(RpcError.Code code, String detail) {
        return failure(RpcError.of(code, detail));
    }

    private JsonRpcMessage.Failure failure(RpcError error) {
        return new JsonRpcMessage.Failure(request.id(), CorrelationSuffix.on(error, correlationId));
    }

    private static Outcome outcomeOf(JsonRpcMessage.Response response) {
        if (response instanceof JsonRpcMessage.Result result) {
            return result.value() instanceof ToolResult tool ? outcomeOf(tool) : Outcome.OK;
        }
        return Outcome.REFUSED;
    }

    private static Outcome outcomeOf(ToolResult result) {
        if (result.outcomeUnknown()) {
            return Outcome.INDETERMINATE;
        }
        return result.isError() ? Outcome.TOOL_FAILED : Outcome.OK;
    }

    /** A failing observer must not affect the thread, the session or other calls. */
    private void report(Outcome outcome, @Nullable FailureCause cause) {
        Duration took = Duration.ofNanos(System.nanoTime() - arrivedNanos);
        trace.ended(errorOf(outcome));
        try {
            finished.accept(new CallFinished(
                    session,
                    correlationId,
                    request.method(),
                    toolName(),
                    outcome,
                    outcome == Outcome.OK ? null : Objects.requireNonNullElse(cause, FailureCause.INTERNAL),
                    diagnostics.ticket(),
                    took,
                    trace.traceId()));
        } catch (RuntimeException fault) {
            LOG.log(
                    Level.ERROR,
                    "An observer of finished calls failed, request={0}: {1}",
                    correlationId,
                    ExceptionSummary.inOneLine(fault));
        }
    }

    /** The error type of the OpenTelemetry semantic conventions for MCP, where they define one. */
    private static @Nullable String errorOf(Outcome outcome) {
        return switch (outcome) {
            case OK -> null;
            case TOOL_FAILED -> "tool_error";
            case TIMED_OUT -> "timeout";
            case INDETERMINATE, REFUSED, BUSY, CANCELLED -> outcome.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Only a valid tool name: text that a client makes up must not get into logs. */
    private @Nullable String toolName() {
        if (request.params() == null || !McpMethod.TOOLS_CALL.wireName().equals(request.method())) {
            return null;
        }
        String name = request.params().path("name").asText();
        return TOOL_NAME.matcher(name).matches() ? name : null;
    }
}
