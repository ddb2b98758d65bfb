package dev.sdpmcp.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Histogram of durations by a name of a fixed list. Thread-safe. */
public final class NamedTimes {

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
