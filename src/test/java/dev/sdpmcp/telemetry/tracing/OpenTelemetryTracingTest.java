package dev.sdpmcp.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.telemetry.tracing.Tracing.SpanDescription;
import dev.sdpmcp.telemetry.tracing.Tracing.TraceParent;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTelemetryTracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final TraceParent IN_META = new TraceParent("00-" + TRACE + "-" + PARENT + "-01", "rojo=1");
    private static final TraceParent IN_HEADERS =
            new TraceParent("00-11111111111111111111111111111111-2222222222222222-01", null);
    private static final SpanDescription CALL =
            new SpanDescription("tools/call", "get_request", "2025-11-25", "cafe0001", "r-1");
    private static final URI TICKET = URI.create("https://desk.example.com/app/itdesk/api/v3/requests/4711/notes");

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Exporter()))
            .build();
    private final Tracing tracing = new OpenTelemetryTracing(provider.get("test"), true);

    private final class Exporter implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> finished) {
            spans.addAll(finished);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void has_no_trace_id_unless_sampled() {
        try (SdkTracerProvider none =
                SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build()) {
            TracedCall unsampled = new OpenTelemetryTracing(none.get("test"), true).call(CALL, TraceParent.NOTHING);

            assertThat(unsampled.traceId()).isNull();
        }
        assertThat(tracing.call(CALL, TraceParent.NOTHING).traceId()).isNotNull();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private SpanData called(TraceParent inHeaders, TraceParent inMeta) {
        TracedCall call = tracing.within(inHeaders, () -> tracing.call(CALL, inMeta));
        call.ended(null);
        return spans.get(spans.size() - 1);
    }

    @Test
    void the_parent_is_the_context_of_the_message_with_a_link_to_that_of_the_transport() {
        SpanData span = called(IN_HEADERS, IN_META);

        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        assertThat(span.getSpanContext().getTraceState().get("rojo")).isEqualTo("1");
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo("2222222222222222"));
    }

    @Test
    void without_a_context_in_the_message_the_parent_is_that_of_the_transport() {
        SpanData span = called(IN_HEADERS, TraceParent.NOTHING);

        assertThat(span.getParentSpanId()).isEqualTo("2222222222222222");
        assertThat(span.getLinks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E473\u00e9-00f067aa0ba902b7-01"
            })
    void a_malformed_context_is_ignored(String malformed) {
        SpanData span = called(TraceParent.NOTHING, new TraceParent(malformed, "a=b".repeat(10_000)));

        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getSpanContext().isValid()).isTrue();
    }

    @Test
    void a_call_has_the_attributes_of_the_conventions_and_no_session_id() {
        SpanData span = called(TraceParent.NOTHING, TraceParent.NOTHING);

        assertThat(span.getName()).isEqualTo("tools/call get_request");
        assertThat(span.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("mcp.method.name"), "tools/call")
                .containsEntry(AttributeKey.stringKey("gen_ai.tool.name"), "get_request")
                .containsEntry(AttributeKey.stringKey("gen_ai.operation.name"), "execute_tool")
                .containsEntry(AttributeKey.stringKey("mcp.session.id"), "cafe0001");
    }

    @Test
    void an_exchange_is_a_child_of_the_call_of_its_thread_and_propagates_the_context() {
        TracedCall call = tracing.call(CALL, IN_META);

        Map<String, String> headers = call.around(() -> {
            Tracing.TracedExchange exchange = tracing.exchange("GET", TICKET);
            Map<String, String> propagated = exchange.headers();
            exchange.ended(404);
            return propagated;
        });
        call.ended("tool_error");

        SpanData exchange = spans.get(0);
        SpanData around = spans.get(1);
        assertThat(exchange.getParentSpanId()).isEqualTo(around.getSpanId());
        assertThat(exchange.getName()).isEqualTo("GET /app/itdesk/api/v3/requests/{id}/notes");
        assertThat(exchange.getAttributes().asMap())
                .containsEntry(AttributeKey.longKey("http.response.status_code"), 404L)
                .containsEntry(AttributeKey.stringKey("error.type"), "404");
        assertThat(headers)
                .containsEntry("traceparent", "00-" + TRACE + "-" + exchange.getSpanId() + "-01")
                .containsEntry("tracestate", "rojo=1");
        assertThat(around.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("tool_error");
    }

    @Test
    void the_context_is_not_propagated_if_that_is_off() {
        Tracing withoutPropagation = new OpenTelemetryTracing(provider.get("test"), false);

        assertThat(withoutPropagation.exchange("GET", TICKET).headers()).isEmpty();
    }

    @Test
    void nothing_is_traced_while_tracing_is_off() {
        TracedCall call = Tracing.OFF.call(CALL, IN_META);

        assertThat(call.around(() -> "done")).isEqualTo("done");
        assertThat(Tracing.OFF.within(IN_HEADERS, () -> "done")).isEqualTo("done");
        assertThat(call.traceId()).isNull();
        assertThat(Tracing.OFF.exchange("GET", TICKET).headers()).isEmpty();
    }
}
