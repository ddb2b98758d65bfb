package dev.sdpmcp.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long things took, as a histogram for each name of a fixed list. Thread-safe, a look-up and three additions for each. */
public final class NamedTimes {

    private static final double NANOS_A_SECOND = 1e9;

    private final KnownNames names;
    private final DistributionDataPoint[] times;

    NamedTimes(Histogram histogram, KnownNames names) {
        this.names = names;
        List<String> all = names.all();
        times = new DistributionDataPoint[all.size()];
        for (int place = 0; place < all.size(); place++) {
            times[place] = histogram.labelValues(all.get(place));
        }
    }

    /** @param name counts as {@value KnownNames#OTHER} if it is not on the list */
    public void took(@Nullable String name, Duration time) {
        times[names.placeOf(name)].observe(time.toNanos() / NANOS_A_SECOND);
    }
}
