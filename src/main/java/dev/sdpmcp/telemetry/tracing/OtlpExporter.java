package dev.sdpmcp.telemetry.tracing;

import dev.sdpmcp.config.TraceSettings;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Exporter of spans to an OpenTelemetry collector. One thread sends finished spans in batches; when its bounded queue
 * is full, spans are dropped, so that a collector that does not respond never delays a call. Closing sends the
 * remaining spans.
 */
final class OtlpExporter implements AutoCloseable {

    private static final Duration BATCH_INTERVAL = Duration.ofSeconds(2);
    private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_QUEUE = 2_048;
    private static final int MAX_BATCH = 512;
    private static final int MAX_VALUE_LENGTH = 512;
    private static final long CLOSE_LIMIT_SECONDS = 5;

    private final SdkTracerProvider provider;
    private final OpenTelemetryTracing tracing;

    OtlpExporter(TraceSettings settings) {
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", settings.serviceName())
                                .build())))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampledShare())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(MAX_VALUE_LENGTH)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(settings))
                        .setScheduleDelay(BATCH_INTERVAL)
                        .setExporterTimeout(EXPORT_TIMEOUT)
                        .setMaxQueueSize(MAX_QUEUE)
                        .setMaxExportBatchSize(MAX_BATCH)
                        .build())
                .build();
        tracing = new OpenTelemetryTracing(provider.get("dev.sdpmcp"), settings.propagated());
    }

    private static OtlpHttpSpanExporter exporter(TraceSettings settings) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .setTimeout(EXPORT_TIMEOUT)
                .setComponentLoader(new BundledSender());
        settings.headers().forEach((name, value) -> exporter.addHeader(name, value.reveal()));
        return exporter.build();
    }

    /** Bypasses the class path, on which a server may have an incompatible version of the library. */
    private static final class BundledSender implements ComponentLoader {
        @Override
        public <T> Iterable<T> load(Class<T> wanted) {
            JdkHttpSenderProvider sender = new JdkHttpSenderProvider();
            return wanted.isInstance(sender) ? List.of(wanted.cast(sender)) : List.of();
        }
    }

    Tracing tracing() {
        return tracing;
    }

    @Override
    public void close() {
        provider.shutdown().join(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
