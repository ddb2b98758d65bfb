package dev.sdpmcp.telemetry.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counter by a name of a fixed list and by the constants of an enum. Thread-safe. */
public final class NamedCounts<E extends Enum<E>> {

    private final KnownNames names;
    private final List<Counts<E>> byIndex;

    NamedCounts(Counter counter, KnownNames names, Class<E> kinds) {
        this.names = names;
        this.byIndex = names.all().stream()
                .map(name -> new Counts<>(kinds, word -> counter.labelValues(name, word)))
                .toList();
    }

    /** @param name counts as {@value KnownNames#OTHER} if it is not on the list */
    public void count(@Nullable String name, E kind) {
        byIndex.get(names.indexOf(name)).count(kind);
    }

    /** The current count. */
    public long value(@Nullable String name, E kind) {
        return byIndex.get(names.indexOf(name)).value(kind);
    }
}
