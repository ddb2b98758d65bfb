package dev.sdpmcp.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fixed set of values of a label; any other value counts as {@value #OTHER}. Immutable. */
public final class KnownNames {

    /** Label value for all other names. */
    public static final String OTHER = "other";

    private final List<String> all;
    private final Map<String, Integer> indexes = new HashMap<>();

    private KnownNames(Collection<String> names) {
        List<String> listed = new ArrayList<>(names);
        listed.add(OTHER);
        this.all = List.copyOf(listed);
        for (int index = 0; index < all.size(); index++) {
            indexes.put(all.get(index), index);
        }
    }

    /** @throws IllegalArgumentException if a name is given twice, or is {@value #OTHER} */
    public static KnownNames of(Collection<String> names) {
        KnownNames known = new KnownNames(names);
        if (known.indexes.size() != known.all.size()) {
            throw new IllegalArgumentException("names of a label must be unique: " + known.all);
        }
        return known;
    }

    /** All names; {@value #OTHER} is the last. */
    List<String> all() {
        return all;
    }

    int indexOf(@Nullable String name) {
        Integer index = name == null ? null : indexes.get(name);
        return index == null ? all.size() - 1 : index;
    }

    /** Counter by a name of a fixed list and by the constants of an enum. Thread-safe. */
    public static final class NamedCounts<E extends Enum<E>> {

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

    /** Histogram of durations by a name of a fixed list. Thread-safe. */
    public static final class NamedTimes {

        private static final double NANOS_PER_SECOND = 1e9;

        private final KnownNames names;
        private final DistributionDataPoint[] times;

        NamedTimes(Histogram histogram, KnownNames names) {
            this.names = names;
            List<String> all = names.all();
            times = new DistributionDataPoint[all.size()];
            for (int index = 0; index < all.size(); index++) {
                times[index] = histogram.labelValues(all.get(index));
            }
        }

        /** @param name counts as {@value KnownNames#OTHER} if it is not on the list */
        public void took(@Nullable String name, Duration time) {
            times[names.indexOf(name)].observe(time.toNanos() / NANOS_PER_SECOND);
        }
    }
}
