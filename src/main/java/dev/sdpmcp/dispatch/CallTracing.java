package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.telemetry.tracing.Tracing;
import dev.sdpmcp.telemetry.tracing.Tracing.TraceParent;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedCall;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Starts the trace of a call, or continues the trace that the client names. Immutable, thread-safe. */
final class CallTracing {

    /** Traces no call. */
    static final CallTracing OFF = new CallTracing(Tracing.OFF, name -> false);

    private final Tracing tracing;
    private final Predicate<String> isTool;

    /** @param isTool whether a tool has that name; names that clients make up are not written into traces */
    CallTracing(Tracing tracing, Predicate<String> isTool) {
        this.tracing = tracing;
        this.isTool = isTool;
    }

    /** Must be called on the thread that received the message. */
    TracedCall start(McpSession session, JsonRpcMessage.Call request, String correlationId) {
        if (!tracing.isOn()) {
            return tracing.call(NO_SPAN, TraceParent.NOTHING);
        }
        return tracing.call(
                new Tracing.SpanDescription(
                        request.method(),
                        toolOf(request),
                        session.revision().orElse(ProtocolVersion.newest()).wireName(),
                        session.handle(),
                        correlationId),
                inMeta(request));
    }

    private static final Tracing.SpanDescription NO_SPAN = new Tracing.SpanDescription("", null, "", "", "");

    private @Nullable String toolOf(JsonRpcMessage.Call request) {
        if (request.params() == null || !McpMethod.TOOLS_CALL.wireName().equals(request.method())) {
            return null;
        }
        String name = request.params().path("name").asText();
        return isTool.test(name) ? name : null;
    }

    /** These keys of {@code _meta} have no prefix, an exception to the rule (SEP-414). */
    private static TraceParent inMeta(JsonRpcMessage.Call request) {
        if (request.params() == null) {
            return TraceParent.NOTHING;
        }
        JsonNode meta = request.params().path("_meta");
        return new TraceParent(
                meta.path("traceparent").textValue(), meta.path("tracestate").textValue());
    }
}
