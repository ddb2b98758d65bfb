package dev.sdpmcp.telemetry.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows calls with OpenTelemetry, in the words of its semantic conventions for MCP (server) and HTTP (client). What
 * {@code params._meta} names is the parent, and what the HTTP request named is linked; without the first, the second is the
 * parent (Semantic conventions for MCP, Context propagation; MCP, SEP-414). Thread-safe.
 */
final class CollectedTracing implements Tracing {

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final Pattern ID = Pattern.compile("(?<=/)[0-9]+(?=/|$)");
    private static final int LEAST_FAILURE = 400;

    private final Tracer tracer;
    private final boolean propagated;

    /** @param propagated whether those who are asked are told of the trace */
    CollectedTracing(Tracer tracer, boolean propagated) {
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

    private static Context read(TraceParent told) {
        return W3C.extract(Context.root(), told, TraceParentGetter.INSTANCE);
    }

    @Override
    public TracedCall call(SpanDescription asked, TraceParent inMeta) {
        SpanBuilder span = tracer.spanBuilder(
                        asked.tool() == null ? asked.method() : asked.method() + ' ' + asked.tool())
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("mcp.method.name", asked.method())
                .setAttribute("mcp.protocol.version", asked.revision())
                .setAttribute("mcp.session.id", asked.session())
                .setAttribute("network.transport", "tcp")
                .setAttribute("sdp_mcp.request.id", asked.requestId());
        if (asked.tool() != null) {
            span.setAttribute("gen_ai.tool.name", asked.tool()).setAttribute("gen_ai.operation.name", "execute_tool");
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
        return new FollowedCall(span.startSpan());
    }

    /** The span itself bears an end that comes twice, and one that comes from another thread. */
    private record FollowedCall(Span span) implements TracedCall {

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
            fail(span, error);
            span.end();
        }
    }

    private static void fail(Span span, @Nullable String error) {
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
        return new FollowedExchange(span.startSpan(), propagated);
    }

    private record FollowedExchange(Span span, boolean propagated) implements TracedExchange {

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
            fail(span, status == 0 ? "no_answer" : status >= LEAST_FAILURE ? Integer.toString(status) : null);
            span.end();
        }
    }
}
