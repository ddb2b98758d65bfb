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

/** Begins the trace of a request, or goes on with the one that its client names. Immutable, thread-safe. */
final class CallTracing {

    /** Follows no call. */
    static final CallTracing OFF = new CallTracing(Tracing.OFF, name -> false);

    private final Tracing tracing;
    private final Predicate<String> isTool;

    /** @param isTool whether a tool has that name; what clients make up is not written into traces */
    CallTracing(Tracing tracing, Predicate<String> isTool) {
        this.tracing = tracing;
        this.isTool = isTool;
    }

    /** To be called on the thread that took the request in. */
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

    /** Unprefixed by an exception to the rule for keys of {@code _meta}: SEP-414. */
    private static TraceParent inMeta(JsonRpcMessage.Call request) {
        if (request.params() == null) {
            return TraceParent.NOTHING;
        }
        JsonNode meta = request.params().path("_meta");
        return new TraceParent(
                meta.path("traceparent").textValue(), meta.path("tracestate").textValue());
    }
}
