package dev.sdpmcp.telemetry.metrics;

import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.metrics.KnownNames.NamedCounts;
import dev.sdpmcp.telemetry.metrics.KnownNames.NamedTimes;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Registry of all metrics of this server. Other rooms create their instruments once, under unique names; gauges are
 * evaluated at each scrape. Names follow Prometheus: {@code sdp_mcp_}, subject, unit, and {@code _total} for counters.
 * Thread-safe.
 */
@ApplicationScoped
public class Metrics {

    private static final Logger LOG = System.getLogger(Metrics.class.getName());
    private static final int INITIAL_PAGE_BYTES = 64 * 1024;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    /** Metrics of the JVM and the process, all read at the scrape: listeners would outlive the application. */
    @PostConstruct
    void registerJvmMetrics() {
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    /** A counter by the constants of an enum. */
    public <E extends Enum<E>> Counts<E> counts(String name, String help, String label, Class<E> kinds) {
        return new Counts<>(kinds, counter(name, help, label)::labelValues);
    }

    /** A counter by a name and by the constants of an enum. */
    public <E extends Enum<E>> NamedCounts<E> counts(
            String name, String help, String nameLabel, KnownNames names, String kindLabel, Class<E> kinds) {
        return new NamedCounts<>(counter(name, help, nameLabel, kindLabel), names, kinds);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    /** A histogram of durations in seconds, with these limits as upper bounds of its buckets. */
    public NamedTimes times(String name, String help, String label, KnownNames names, List<Duration> limits) {
        return new NamedTimes(
                Histogram.builder()
                        .name(name)
                        .help(help)
                        .labelNames(label)
                        .classicOnly()
                        .classicUpperBounds(limits.stream()
                                .mapToDouble(limit -> limit.toMillis() / 1_000.0)
                                .toArray())
                        .withoutExemplars()
                        .register(registry),
                names);
    }

    /** A gauge, evaluated at each scrape; NaN and a value that throws are left out. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(page -> write(value, number -> page.call(number)))
                .register(registry);
    }

    /** A gauge for each constant of an enum. */
    public <E extends Enum<E>> void gauges(
            String name, String help, String label, Class<E> kinds, ToDoubleFunction<E> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(page -> writeAll(kinds, value, page::call))
                .register(registry);
    }

    /** A gauge for each name; clients must not be able to add names. */
    public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(page -> valueOr(values, Map.of()).forEach((key, number) -> page.call(number, key)))
                .register(registry);
    }

    /** A counter for each constant of an enum, whose value is maintained elsewhere and read at each scrape. */
    public <E extends Enum<E>> void totals(
            String name, String help, String label, Class<E> kinds, ToDoubleFunction<E> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(page -> writeAll(kinds, value, page::call))
                .register(registry);
    }

    /** Receiver of the samples of a scrape. */
    private interface Samples {
        void call(double number, String... labelValues);
    }

    private static <E extends Enum<E>> void writeAll(Class<E> kinds, ToDoubleFunction<E> value, Samples page) {
        for (E kind : kinds.getEnumConstants()) {
            write(() -> value.applyAsDouble(kind), number -> page.call(number, Counts.labelValue(kind)));
        }
    }

    private static void write(DoubleSupplier value, DoubleConsumer page) {
        double number = valueOr(value::getAsDouble, Double.NaN);
        if (!Double.isNaN(number)) {
            page.accept(number);
        }
    }

    /** A metric that fails must not hide all others. */
    private static <T> T valueOr(Supplier<T> value, T unknown) {
        try {
            return value.get();
        } catch (RuntimeException fault) {
            LOG.log(Level.DEBUG, "a metric cannot be read: {0}", ExceptionSummary.inOneLine(fault));
            return unknown;
        }
    }

    /** An info metric: the constant 1 with a label. */
    public void info(String name, String help, String label, String value) {
        gauges(name, help, label, () -> Map.of(value, 1.0));
    }

    /**
     * Scrapes all metrics.
     *
     * @param accept the Accept header: OpenMetrics on request, otherwise Prometheus' text format 0.0.4
     */
    public MetricsPage page(@Nullable String accept) {
        ExpositionFormatWriter openMetrics = formats.getOpenMetricsTextFormatWriter();
        ExpositionFormatWriter writer =
                openMetrics.accepts(accept) ? openMetrics : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream page = new ByteArrayOutputStream(INITIAL_PAGE_BYTES);
        try {
            writer.write(page, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new MetricsPage(writer.getContentType(), page.toByteArray());
    }

    /**
     * The response to a scrape.
     *
     * @param contentType the format and its version
     */
    @SuppressWarnings("ArrayRecordComponent") // written to the response once
    public record MetricsPage(String contentType, byte[] content) {}
}
