package dev.sdpmcp.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.CallTargets;
import dev.sdpmcp.audit.row.RecordedArguments;
import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.audit.row.UpstreamCalls;
import dev.sdpmcp.dispatch.CallInterceptor.InterceptedCall;
import dev.sdpmcp.dispatch.RpcFailure;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.persistence.StoredJson;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.CallDiagnostics;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.UnknownResource;
import dev.sdpmcp.tool.registry.ToolRegistry;
import dev.sdpmcp.upstream.UpstreamExchange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Facts of one call from its beginning to its end. Used by the thread that works for it. */
final class RecordedCall {

    private static final Logger LOG = System.getLogger(RecordedCall.class.getName());
    private static final int MAX_RESULT = 100_000;

    private final String callId = CallIds.next();
    private final Instant happenedAt = Instant.now();
    private final long beganNanos = System.nanoTime();
    private final CallTargets targets = new CallTargets();
    private final UpstreamCalls upstream = new UpstreamCalls();
    private final String serverId;
    private final AuditRow.Who who;
    private final AuditRow.What what;
    private final Supplier<String> arguments;
    private final boolean change;
    private final CallDiagnostics diagnostics;
    private boolean touchesDesk;
    private boolean writeUnanswered;
    private AuditRow.@Nullable What reduced;

    /**
     * @param what what was asked, but for its arguments
     * @param arguments reduced to what is kept: asked for once, and only if there is a row to write
     */
    private RecordedCall(
            String serverId,
            AuditRow.What what,
            Supplier<String> arguments,
            boolean change,
            boolean touchesDesk,
            CallContext context) {
        this.serverId = serverId;
        this.who = who(context);
        this.diagnostics = context.diagnostics();
        this.what = what;
        this.arguments = arguments;
        this.change = change;
        this.touchesDesk = touchesDesk;
    }

    static RecordedCall of(InterceptedCall call, ToolRegistry tools, RecordedArguments reduction, String serverId) {
        ObjectNode params = call.params() == null ? JsonNodeFactory.instance.objectNode() : call.params();
        if (call.method() == McpMethod.TOOLS_CALL) {
            return ofTool(call, params, tools, reduction, serverId);
        }
        AuditRow.What what = new AuditRow.What(call.method().wireName(), null, null);
        boolean reads = call.method() == McpMethod.RESOURCES_READ;
        RecordedCall recorded =
                new RecordedCall(serverId, what, () -> reduction.of(params), false, reads, call.context());
        recorded.targets.inUri(params.path("uri").asText());
        recorded.noteEntity();
        return recorded;
    }

    private static RecordedCall ofTool(
            InterceptedCall call, ObjectNode params, ToolRegistry tools, RecordedArguments reduction, String serverId) {
        String name = params.path("name").asText();
        Optional<ToolDeclaration> tool = tools.declared(name);
        ObjectNode arguments =
                params.path("arguments") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
        // an unknown name is text of the client
        AuditRow.What what = new AuditRow.What(McpMethod.TOOLS_CALL.wireName(), tool.isPresent() ? name : null, null);
        boolean change = tool.isPresent() && tool.get().effect() != Effect.READ;
        boolean touchesDesk = tool.map(ToolDeclaration::openWorld).orElse(true);
        RecordedCall recorded =
                new RecordedCall(serverId, what, () -> reduction.of(arguments), change, touchesDesk, call.context());
        recorded.targets.inArguments(tool.map(ToolDeclaration::entityType).orElse(""), arguments);
        recorded.noteEntity();
        return recorded;
    }

    private static AuditRow.Who who(CallContext context) {
        return new AuditRow.Who(
                context.caller().keyName(),
                context.origin().session(),
                context.caller().address(),
                context.origin().clientName(),
                context.origin().clientVersion(),
                context.origin().requestId());
    }

    /** The HTTP request that brought it. */
    String requestId() {
        return who.requestId();
    }

    /** Whether its tool declares a change, so that its intent must be kept first. */
    boolean isChange() {
        return change;
    }

    /** Whether it concerns the help desk. */
    boolean isToBeKept() {
        return change || touchesDesk;
    }

    void exchanged(UpstreamExchange exchange) {
        touchesDesk = true;
        if (!exchange.method().equals("GET")) {
            writeUnanswered = exchange.status() == UpstreamExchange.NO_ANSWER;
        }
        upstream.add(exchange);
        targets.inPath(exchange.path());
        noteEntity();
    }

    /** At once, since the log line of a call that is given up does not wait for the end of its work. */
    private void noteEntity() {
        diagnostics.about(targets.entity());
    }

    AuditRow intent() {
        AuditRow.What asked = new AuditRow.What(what.method(), what.tool(), arguments.get());
        reduced = asked;
        return row(RowKind.INTENT, asked, new AuditRow.Ending(CallOutcome.OPEN, targets.found(), null, null));
    }

    /** Does not fail because of the arguments: the result of the call is known by then. */
    AuditRow ended(CallOutcome outcome) {
        long tookMicros = (System.nanoTime() - beganNanos) / 1_000;
        return row(
                change ? RowKind.OUTCOME : RowKind.CALL,
                asked(),
                new AuditRow.Ending(outcome, targets.found(), upstream.asJson(), tookMicros, causeOf(outcome)));
    }

    private @Nullable String causeOf(CallOutcome outcome) {
        FailureCause cause = outcome == CallOutcome.OK ? null : diagnostics.cause();
        return cause == null ? null : cause.word();
    }

    private AuditRow row(RowKind kind, AuditRow.What asked, AuditRow.Ending ending) {
        return new AuditRow(callId, kind, happenedAt, serverId, who, asked, ending);
    }

    private AuditRow.What asked() {
        AuditRow.What known = reduced;
        if (known != null) {
            return known;
        }
        try {
            return new AuditRow.What(what.method(), what.tool(), arguments.get());
        } catch (RuntimeException fault) {
            LOG.log(
                    Level.ERROR,
                    "arguments of a call are not on record, request={0}: {1}",
                    who.requestId(),
                    ExceptionSummary.inOneLine(fault));
            return what;
        }
    }

    /** Also records the entity in the result: a new one has its number only now. */
    CallOutcome outcomeOf(Object result) {
        if (!(result instanceof ToolResult tool)) {
            return CallOutcome.OK;
        }
        if (tool.outcomeUnknown()) {
            return CallOutcome.UNKNOWN;
        }
        if (tool.isError()) {
            return CallOutcome.TOOL_FAILED;
        }
        if (change && !tool.content().isEmpty()) {
            learn(tool.content().getFirst());
        }
        return CallOutcome.OK;
    }

    private void learn(Content first) {
        JsonNode told = first instanceof Content.Text text ? parsed(text.text()) : null;
        if (told != null) {
            targets.inResult(told);
            noteEntity();
        }
    }

    /** Older revisions have no structured content, but the same JSON as text. */
    private static @Nullable JsonNode parsed(String text) {
        if (!text.startsWith("{") || text.length() > MAX_RESULT) {
            return null;
        }
        try {
            return StoredJson.MAPPER.readTree(text);
        } catch (JsonProcessingException prose) {
            return null;
        }
    }

    CallOutcome outcomeOf(RuntimeException thrown) {
        return switch (thrown) {
            case CancellationException cancelled -> writeUnanswered ? CallOutcome.UNKNOWN : CallOutcome.CANCELLED;
            case InvalidArguments refused -> CallOutcome.REFUSED;
            case UnknownResource refused -> CallOutcome.REFUSED;
            // a failure of the help desk for a resource is an internal error, see Engine
            case RpcFailure failure -> failure.isOfTheWork() ? CallOutcome.TOOL_FAILED : CallOutcome.REFUSED;
            default -> CallOutcome.FAILED;
        };
    }
}
