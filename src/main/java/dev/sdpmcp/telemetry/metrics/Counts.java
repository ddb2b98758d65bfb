package dev.sdpmcp.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Counts events of the kinds of an enum; all are there from the start, with 0. Thread-safe, an addition for each event. */
public final class Counts<E extends Enum<E>> {

    private final Map<E, CounterDataPoint> byKind;

    /** @param series the one that counts a kind, by its word */
    Counts(Class<E> kinds, Function<String, CounterDataPoint> series) {
        byKind = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            byKind.put(kind, series.apply(LabelValues.of(kind)));
        }
    }

    public void count(E kind) {
        of(kind).inc();
    }

    /** How many there were. */
    public long value(E kind) {
        return of(kind).getLongValue();
    }

    private CounterDataPoint of(E kind) {
        return Objects.requireNonNull(byKind.get(kind));
    }
}
