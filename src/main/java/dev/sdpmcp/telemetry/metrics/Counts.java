package dev.sdpmcp.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Counter with one series for each constant of an enum, all starting at 0. Thread-safe. */
public final class Counts<E extends Enum<E>> {

    private final Map<E, CounterDataPoint> byKind;

    /** @param series the series for a label value */
    Counts(Class<E> kinds, Function<String, CounterDataPoint> series) {
        byKind = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            byKind.put(kind, series.apply(labelValue(kind)));
        }
    }

    public void count(E kind) {
        of(kind).inc();
    }

    /** The current count. */
    public long value(E kind) {
        return of(kind).getLongValue();
    }

    /** The label value for a constant. */
    static String labelValue(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private CounterDataPoint of(E kind) {
        return Objects.requireNonNull(byKind.get(kind));
    }
}
