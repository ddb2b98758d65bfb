package dev.sdpmcp.bench;

import dev.sdpmcp.bench.RoundMeter.Measured;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the rounds on one server came to: the medians. */
record Figures(List<Measured> rounds) {

    double callsPerSecond() {
        return median(Measured::callsPerSecond);
    }

    double cpuMillis() {
        return median(Measured::cpuMillis);
    }

    double medianMillis() {
        return median(Measured::medianMillis);
    }

    double p99Millis() {
        return median(Measured::p99Millis);
    }

    private double median(ToDoubleFunction<Measured> figure) {
        return Medians.of(rounds.stream().mapToDouble(figure).toArray());
    }
}
