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
 * The way to the collector: one thread sends what is finished, in batches; what does not fit into its queue is dropped, so
 * that a collector that is away costs no call anything. Closing sends what is left.
 */
final class Collector implements AutoCloseable {

    private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(2);
    private static final Duration LONGEST_SENDING = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 2_048;
    private static final int MOST_IN_A_BATCH = 512;
    private static final int LONGEST_VALUE = 512;
    private static final long CLOSING_SECONDS = 5;

    private final SdkTracerProvider provider;
    private final CollectedTracing tracing;

    Collector(TraceSettings settings) {
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", settings.serviceName())
                                .build())))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampledShare())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_VALUE)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(settings))
                        .setScheduleDelay(BETWEEN_BATCHES)
                        .setExporterTimeout(LONGEST_SENDING)
                        .setMaxQueueSize(MOST_WAITING)
                        .setMaxExportBatchSize(MOST_IN_A_BATCH)
                        .build())
                .build();
        tracing = new CollectedTracing(provider.get("dev.sdpmcp"), settings.propagated());
    }

    private static OtlpHttpSpanExporter exporter(TraceSettings settings) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .setTimeout(LONGEST_SENDING)
                .setComponentLoader(new OwnSender());
        settings.headers().forEach((name, value) -> exporter.addHeader(name, value.reveal()));
        return exporter.build();
    }

    /** Not looked for on the class path: a server's own copy of the library may have one there that does not fit ours. */
    private static final class OwnSender implements ComponentLoader {
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
        provider.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
