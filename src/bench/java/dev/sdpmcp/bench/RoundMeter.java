package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Client;
import dev.sdpmcp.bench.load.Driver;
import dev.sdpmcp.bench.load.Round;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Measures rounds against one server. */
record RoundMeter(Driver driver, ServerFigures server) {

    private static final Duration ROUND_LIMIT = Duration.ofMinutes(5);

    /** Of one round: what the driver saw and what the server's process used for it. */
    record Measured(double callsPerSecond, double medianMillis, double p99Millis, double cpuMillis) {
        @Override
        public String toString() {
            return String.format(
                    "%,7.0f calls/s   p50 %6.2f ms   p99 %7.2f ms   server CPU %5.3f ms/call",
                    callsPerSecond, medianMillis, p99Millis, cpuMillis);
        }
    }

    Measured round(List<? extends Client> clients, int callsEach) throws IOException {
        return round(clients, callsEach, Duration.ZERO);
    }

    /** @param afterwards how long work that the calls have left behind still counts */
    Measured round(List<? extends Client> clients, int callsEach, Duration afterwards) throws IOException {
        double before = server.cpuSeconds();
        Round round = driver.round(clients, callsEach, ROUND_LIMIT);
        driver.rest(afterwards);
        double used = server.cpuSeconds() - before;
        return new Measured(
                round.callsPerSecond(),
                round.percentileMillis(0.5),
                round.percentileMillis(0.99),
                used * 1_000 / round.calls());
    }
}
