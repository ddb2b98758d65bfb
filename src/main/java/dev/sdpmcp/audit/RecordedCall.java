package dev.sdpmcp.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.CallTargets;
import dev.sdpmcp.audit.row.RecordedArguments;
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
import org.jspecify.annotations.Nullable;

/** Facts of one call from its beginning to its end, for its audit rows. Used by the thread that makes the call. */
final class RecordedCall {

    private static final Logger LOG = System.getLogger(RecordedCall.class.getName());
    private static final int MAX_RESULT = 100_000;
    private static final int MAX_EXCHANGES = 20;
    private static final int MAX_PATH = 120;

    private final String callId = CallIds.next();
    private final Instant happenedAt = Instant.now();
    private final long beganNanos = System.nanoTime();
    private final CallTargets targets = new CallTargets();
    private final ArrayNode exchanges = JsonNodeFactory.instance.arrayNode();
    private final String serverId;
    private final AuditRow.Who who;
    private final CallDiagnostics diagnostics;
    private final String method;
    private final @Nullable String tool;
    private final ObjectNode arguments;
    private final RecordedArguments reduction;
    private final boolean change;
    private boolean touchesDesk;
    private boolean writeUnanswered;
    private int moreExchanges;
    private AuditRow.@Nullable What recorded;

    RecordedCall(InterceptedCall call, ToolRegistry tools, RecordedArguments reduction, String serverId) {
        this.serverId = serverId;
        this.who = who(call.context());
        this.diagnostics = call.context().diagnostics();
        this.method = call.method().wireName();
        this.reduction = reduction;
        ObjectNode params = call.params() == null ? JsonNodeFactory.instance.objectNode() : call.params();
        if (call.method() == McpMethod.TOOLS_CALL) {
            Optional<ToolDeclaration> declared =
                    tools.declared(params.path("name").asText());
            this.tool = declared.map(ToolDeclaration::name).orElse(null); // an unknown name is text of the client
            this.arguments = params.path("arguments") instanceof ObjectNode given
                    ? given
                    : JsonNodeFactory.instance.objectNode();
            this.change =
                    declared.filter(known -> known.effect() != Effect.READ).isPresent();
            this.touchesDesk = declared.map(ToolDeclaration::openWorld).orElse(true);
            targets.inArguments(declared.map(ToolDeclaration::entityType).orElse(""), arguments);
        } else {
            this.tool = null;
            this.arguments = params;
            this.change = false;
            this.touchesDesk = call.method() == McpMethod.RESOURCES_READ;
            targets.inUri(params.path("uri").asText());
        }
        noteEntity();
    }

    private static AuditRow.Who who(CallContext context) {
        return new AuditRow.Who(
                context.caller().keyName(),
                context.origin().session(),
                context.caller().address(),
                context.origin().clientName(),
                context.origin().clientVersion(),
                context.origin().correlationId());
    }

    String correlationId() {
        return who.requestId();
    }

    /** Whether its tool declares a change, so that its intent must be recorded first. */
    boolean isChange() {
        return change;
    }

    /** Whether it concerns the help desk. */
    boolean isToBeRecorded() {
        return change || touchesDesk;
    }

    void exchanged(UpstreamExchange exchange) {
        touchesDesk = true;
        if (!exchange.method().equals("GET")) {
            writeUnanswered = exchange.status() == UpstreamExchange.NO_ANSWER;
        }
        if (exchanges.size() < MAX_EXCHANGES) {
            String path = exchange.path();
            exchanges
                    .addObject()
                    .put("method", plain(exchange.method()))
                    .put("path", plain(path.substring(0, Math.min(path.length(), MAX_PATH))))
                    .put("status", exchange.status())
                    .put("ms", exchange.took().toMillis());
        } else {
            moreExchanges++;
        }
        targets.inPath(exchange.path());
        noteEntity();
    }

    /** Replaces characters that would need an escape, so that the length is bounded. */
    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9_/.-]", "?");
    }

    /** At once, since the log line of a stopped call does not wait for the end of its work. */
    private void noteEntity() {
        diagnostics.about(targets.entity());
    }

    /** @throws RuntimeException if the arguments cannot be recorded */
    AuditRow intent() {
        recorded = what(reduction.of(arguments));
        return row(RowKind.INTENT, recorded, new AuditRow.Ending(CallOutcome.OPEN, targets.found(), null, null));
    }

    /** Does not fail because of the arguments: the result of the call is known by then. */
    AuditRow ended(CallOutcome outcome) {
        long tookMicros = (System.nanoTime() - beganNanos) / 1_000;
        FailureCause cause = outcome == CallOutcome.OK ? null : diagnostics.cause();
        return row(
                change ? RowKind.OUTCOME : RowKind.CALL,
                recorded == null ? whatIsRecordable() : recorded,
                new AuditRow.Ending(
                        outcome, targets.found(), upstream(), tookMicros, cause == null ? null : cause.word()));
    }

    private AuditRow row(RowKind kind, AuditRow.What what, AuditRow.Ending ending) {
        return new AuditRow(callId, kind, happenedAt, serverId, who, what, ending);
    }

    private AuditRow.What what(@Nullable String json) {
        return new AuditRow.What(method, tool, json);
    }

    private AuditRow.What whatIsRecordable() {
        try {
            return what(reduction.of(arguments));
        } catch (RuntimeException fault) {
            LOG.log(
                    Level.ERROR,
                    "the arguments of a call could not be recorded, request={0}: {1}",
                    correlationId(),
                    ExceptionSummary.inOneLine(fault));
            return what(null);
        }
    }

    private @Nullable String upstream() {
        if (exchanges.isEmpty()) {
            return null;
        }
        ArrayNode all = exchanges.deepCopy();
        if (moreExchanges > 0) {
            all.addObject().put("more", moreExchanges);
        }
        return all.toString();
    }

    /** Also records the entity in the result: the number of a new one is known only now. */
    CallOutcome outcomeOf(Object result) {
        if (!(result instanceof ToolResult toolResult)) {
            return CallOutcome.OK;
        }
        if (toolResult.outcomeUnknown()) {
            return CallOutcome.UNKNOWN;
        }
        if (toolResult.isError()) {
            return CallOutcome.TOOL_FAILED;
        }
        if (change && !toolResult.content().isEmpty() && toolResult.content().getFirst() instanceof Content.Text text) {
            noteResult(text.text());
        }
        return CallOutcome.OK;
    }

    /** The text is read, since older revisions have no structured content but the same JSON as text. */
    private void noteResult(String text) {
        if (text.startsWith("{") && text.length() <= MAX_RESULT) {
            try {
                targets.inResult(StoredJson.MAPPER.readTree(text));
                noteEntity();
            } catch (JsonProcessingException prose) {
                LOG.log(Level.TRACE, "the result of a change is no JSON");
            }
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
