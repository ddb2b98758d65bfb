package dev.sdpmcp.telemetry.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tracing with OpenTelemetry, by its semantic conventions for MCP (server) and HTTP (client). The parent of a call is
 * the context in {@code params._meta}, with a link to the one of the HTTP request; without the first, the second is the
 * parent (semantic conventions for MCP, context propagation; MCP, SEP-414). Thread-safe.
 */
final class OpenTelemetryTracing implements Tracing {

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final Pattern ID = Pattern.compile("(?<=/)[0-9]+(?=/|$)");
    private static final int MIN_ERROR_STATUS = 400;
    private static final int MAX_FIELD_LENGTH = 512;

    private final Tracer tracer;
    private final boolean propagated;

    /** @param propagated whether requests to ServiceDesk Plus carry the trace context */
    OpenTelemetryTracing(Tracer tracer, boolean propagated) {
        this.tracer = tracer;
        this.propagated = propagated;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public <T> T within(TraceParent inHeaders, Supplier<T> work) {
        return read(inHeaders).wrapSupplier(work).get();
    }

    private static Context read(TraceParent parent) {
        return W3C.extract(Context.root(), parent, new TraceParentGetter());
    }

    /** Ignores fields longer than W3C Trace Context requires systems to propagate. */
    private static final class TraceParentGetter implements TextMapGetter<TraceParent> {

        @Override
        public @Nullable String get(@Nullable TraceParent parent, String key) {
            if (parent == null) {
                return null;
            }
            String value = switch (key) {
                case "traceparent" -> parent.traceparent();
                case "tracestate" -> parent.tracestate();
                default -> null;
            };
            return value == null || value.length() > MAX_FIELD_LENGTH ? null : value;
        }
    }

    @Override
    public TracedCall call(SpanDescription description, TraceParent inMeta) {
        SpanBuilder span = tracer.spanBuilder(
                        description.tool() == null
                                ? description.method()
                                : description.method() + ' ' + description.tool())
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("mcp.method.name", description.method())
                .setAttribute("mcp.protocol.version", description.revision())
                .setAttribute("mcp.session.id", description.session())
                .setAttribute("network.transport", "tcp")
                .setAttribute("sdp_mcp.request.id", description.requestId());
        if (description.tool() != null) {
            span.setAttribute("gen_ai.tool.name", description.tool())
                    .setAttribute("gen_ai.operation.name", "execute_tool");
        }
        Context transport = Context.current();
        SpanContext linked = Span.fromContext(transport).getSpanContext();
        Context parent = read(inMeta);
        if (!Span.fromContext(parent).getSpanContext().isValid()) {
            span.setParent(transport);
        } else {
            span.setParent(parent);
            if (linked.isValid()) {
                span.addLink(linked);
            }
        }
        return new SpanCall(span.startSpan());
    }

    /** {@link Span#end} is idempotent and may be called on any thread. */
    private record SpanCall(Span span) implements TracedCall {

        @Override
        public <T> T around(Supplier<T> work) {
            return Context.current().with(span).wrapSupplier(work).get();
        }

        @Override
        public @Nullable String traceId() {
            SpanContext context = span.getSpanContext();
            return context.isSampled() ? context.getTraceId() : null;
        }

        @Override
        public void ended(@Nullable String error) {
            setError(span, error);
            span.end();
        }
    }

    private static void setError(Span span, @Nullable String error) {
        if (error != null) {
            span.setAttribute("error.type", error).setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public TracedExchange exchange(String method, URI url) {
        String template = ID.matcher(url.getPath()).replaceAll("{id}");
        SpanBuilder span = tracer.spanBuilder(method + ' ' + template)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", method)
                .setAttribute("url.full", url.toString())
                .setAttribute("url.template", template)
                .setAttribute("server.address", url.getHost());
        if (url.getPort() > 0) {
            span.setAttribute("server.port", url.getPort());
        }
        return new SpanExchange(span.startSpan(), propagated);
    }

    private record SpanExchange(Span span, boolean propagated) implements TracedExchange {

        @Override
        public Map<String, String> headers() {
            Map<String, String> headers = new HashMap<>();
            if (propagated) {
                W3C.inject(Context.root().with(span), headers, (all, name, value) -> headers.put(name, value));
            }
            return headers;
        }

        @Override
        public void ended(int status) {
            if (status > 0) {
                span.setAttribute("http.response.status_code", status);
            }
            setError(span, status == 0 ? "no_answer" : status >= MIN_ERROR_STATUS ? Integer.toString(status) : null);
            span.end();
        }
    }
}
