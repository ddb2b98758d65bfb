package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Driver;
import dev.sdpmcp.bench.load.SessionClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What sessions cost that are open and silent. */
final class SessionCost {

    /** Longer than dead streams of the rounds before and idle threads of all pools live. */
    private static final Duration SETTLING = Duration.ofSeconds(75);

    private final BenchSettings settings;
    private final Driver driver;
    private final BenchServer server;

    /** Memory and threads with that many sessions open. */
    record Measured(int sessions, long residentKilobytes, long heapKilobytes, long threads) {

        double residentForEach(Measured baseline) {
            return (double) (residentKilobytes - baseline.residentKilobytes) / (sessions - baseline.sessions);
        }

        double heapForEach(Measured baseline) {
            return (double) (heapKilobytes - baseline.heapKilobytes) / (sessions - baseline.sessions);
        }
    }

    /** @param idleCpuPercent of one CPU, with the largest number of sessions */
    record Result(Measured baseline, List<Measured> levels, double idleCpuPercent) {}

    SessionCost(BenchSettings settings, Driver driver, BenchServer server) {
        this.settings = settings;
        this.driver = driver;
        this.server = server;
    }

    Result measure() throws IOException, InterruptedException {
        driver.rest(SETTLING);
        Measured baseline = measureWith(0);
        Report.line(
                "  %,6d sessions  RSS %,8d kB  live heap %,7d kB  %d threads",
                0, baseline.residentKilobytes(), baseline.heapKilobytes(), baseline.threads());
        List<Measured> levels = new ArrayList<>();
        int open = 0;
        for (int count : settings.idle()) {
            for (SessionClient session : driver.sessions(count - open, CallCost.TOOL_CALL)) {
                session.rest();
            }
            open = count;
            driver.rest(SETTLING);
            Measured level = measureWith(count);
            Report.line(
                    "  %,6d sessions  RSS %,8d kB  live heap %,7d kB  %d threads   each: RSS %.1f kB, live heap %.1f kB",
                    count,
                    level.residentKilobytes(),
                    level.heapKilobytes(),
                    level.threads(),
                    level.residentForEach(baseline),
                    level.heapForEach(baseline));
            levels.add(level);
        }
        return new Result(baseline, levels, idleCpuPercent());
    }

    private Measured measureWith(int sessions) throws IOException, InterruptedException {
        server.diagnose("GC.run");
        server.diagnose("GC.run");
        long heap = server.liveHeapKilobytes();
        driver.rest(Duration.ofSeconds(2));
        return new Measured(
                sessions,
                server.figures().residentKilobytes(),
                heap,
                server.figures().threads());
    }

    private double idleCpuPercent() throws IOException {
        double before = server.figures().cpuSeconds();
        driver.rest(Duration.ofSeconds(settings.idleSeconds()));
        return (server.figures().cpuSeconds() - before) * 100 / settings.idleSeconds();
    }
}
