package dev.sdpmcp.telemetry.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts events by a name of a fixed list and by the kinds of an enum. Thread-safe, a look-up and an addition for each. */
public final class NamedCounts<E extends Enum<E>> {

    private final KnownNames names;
    private final List<Counts<E>> byPlace;

    NamedCounts(Counter counter, KnownNames names, Class<E> kinds) {
        this.names = names;
        this.byPlace = names.all().stream()
                .map(name -> new Counts<>(kinds, word -> counter.labelValues(name, word)))
                .toList();
    }

    /** @param name counts as {@value KnownNames#OTHER} if it is not on the list */
    public void count(@Nullable String name, E kind) {
        byPlace.get(names.placeOf(name)).count(kind);
    }

    /** How many there were. */
    public long value(@Nullable String name, E kind) {
        return byPlace.get(names.placeOf(name)).value(kind);
    }
}
