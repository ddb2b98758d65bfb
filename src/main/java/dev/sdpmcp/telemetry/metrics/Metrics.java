package dev.sdpmcp.telemetry.metrics;

import dev.sdpmcp.telemetry.ExceptionSummary;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
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
 * All metrics of this server. Other rooms ask for an instrument once, when they are made, under a name that nobody else has,
 * and keep it; what is only worth knowing when somebody reads is asked for then. Names are Prometheus' way: {@code
 * sdp_mcp_}, the thing, its unit, and {@code _total} for what only grows. Thread-safe.
 */
@ApplicationScoped
public class Metrics {

    private static final Logger LOG = System.getLogger(Metrics.class.getName());
    private static final int FIRST_PAGE = 64 * 1024;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    @PostConstruct
    void addTheMachine() {
        JavaMachine.addTo(registry);
    }

    /** Events of the kinds of an enum. */
    public <E extends Enum<E>> Counts<E> counts(String name, String help, String label, Class<E> kinds) {
        return new Counts<>(kinds, counter(name, help, label)::labelValues);
    }

    /** Events by a name and by the kinds of an enum. */
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

    /** How long things take, in seconds. Not slower than the last of the limits is what the last of the buckets says. */
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

    /** A number that goes up and down, asked for at each reading; one that cannot be told is left out of it. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(page -> tell(value, number -> page.call(number)))
                .register(registry);
    }

    /** Likewise, one for each constant of an enum. */
    public <E extends Enum<E>> void gauges(
            String name, String help, String label, Class<E> kinds, ToDoubleFunction<E> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(page -> tellEach(kinds, value, page::call))
                .register(registry);
    }

    /** Likewise, one for each name; which names there are must not depend on clients. */
    public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(page -> told(values, Map.of()).forEach((key, number) -> page.call(number, key)))
                .register(registry);
    }

    /** A number that only grows and that somebody else counts, one for each constant of an enum. */
    public <E extends Enum<E>> void totals(
            String name, String help, String label, Class<E> kinds, ToDoubleFunction<E> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(page -> tellEach(kinds, value, page::call))
                .register(registry);
    }

    /** Takes one line of a page that is being read. */
    private interface Lines {
        void call(double number, String... labelValues);
    }

    private static <E extends Enum<E>> void tellEach(Class<E> kinds, ToDoubleFunction<E> value, Lines page) {
        for (E kind : kinds.getEnumConstants()) {
            tell(() -> value.applyAsDouble(kind), number -> page.call(number, LabelValues.of(kind)));
        }
    }

    private static void tell(DoubleSupplier value, DoubleConsumer page) {
        double number = told(value::getAsDouble, Double.NaN);
        if (!Double.isNaN(number)) {
            page.accept(number);
        }
    }

    /** What one room cannot tell must not hide what all others can. */
    private static <T> T told(Supplier<T> value, T unknown) {
        try {
            return value.get();
        } catch (RuntimeException fault) {
            LOG.log(Level.DEBUG, "a metric cannot be told: {0}", ExceptionSummary.inOneLine(fault));
            return unknown;
        }
    }

    /** A constant that says in a label what it is about. */
    public void info(String name, String help, String label, String value) {
        gauges(name, help, label, () -> Map.of(value, 1.0));
    }

    /**
     * Everything, now.
     *
     * @param accept the header of the request: OpenMetrics for who asks for it, otherwise Prometheus' text format 0.0.4
     */
    public MetricsPage page(@Nullable String accept) {
        ExpositionFormatWriter openMetrics = formats.getOpenMetricsTextFormatWriter();
        ExpositionFormatWriter writer =
                openMetrics.accepts(accept) ? openMetrics : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream page = new ByteArrayOutputStream(FIRST_PAGE);
        try {
            writer.write(page, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new MetricsPage(writer.getContentType(), page.toByteArray());
    }
}
