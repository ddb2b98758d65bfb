package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Client;
import dev.sdpmcp.bench.load.Driver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cost of a server that has just started: CPU until it is ready, CPU for a call in windows counted in calls since then, and
 * memory with the default heap.
 */
final class ColdCalls {

    private static final int CLIENTS = 4;
    /** The window that has a target. */
    private static final int EARLY = 500;

    private static final double MOST_EARLY_MILLIS = 0.6;
    private static final double MOST_EARLY_TIMES_WARM = 3;
    private static final int MEMORY_AFTER = 100_000;
    private static final double MOST_RESIDENT_MEGABYTES = 430;

    private final BenchSettings settings;

    /** Calls {@code from} to {@code to} since the start, and resident memory at their end. */
    private record Window(int from, int to, double cpuMillis, long residentKilobytes) {}

    ColdCalls(BenchSettings settings) {
        this.settings = settings;
    }

    /** @param home as {@link BenchHome#layOut} has made it */
    List<Boolean> measureIn(Path home) throws IOException, InterruptedException {
        Map<String, String> options = Map.of("SDP_JAVA_OPTS", settings.coldJvm());
        try (BenchServer server = BenchServer.start(settings, home, "server-cold", options);
                Driver driver = new Driver(server.address(), BenchServer.API_KEY)) {
            Report.line("%nCold calls: %d clients, one call at a time each", CLIENTS);
            Report.line(
                    "  until ready  server CPU %5.2f s   RSS %,8d kB",
                    server.figures().cpuSeconds(), server.figures().residentKilobytes());
            return targets(measure(driver, server.figures()));
        }
    }

    private List<Window> measure(Driver driver, ServerFigures figures) throws IOException {
        List<? extends Client> clients = driver.sessions(CLIENTS, CallCost.TOOL_CALL);
        RoundMeter meter = new RoundMeter(driver, figures);
        List<Window> windows = new ArrayList<>();
        int from = settings.cold().get(0);
        if (from > 0) {
            meter.round(clients, from / CLIENTS);
        }
        for (int to : settings.cold().subList(1, settings.cold().size())) {
            RoundMeter.Measured measured = meter.round(clients, (to - from) / CLIENTS);
            Window window = new Window(from, to, measured.cpuMillis(), figures.residentKilobytes());
            Report.line("  %,7d to %,7d  %s   RSS %,8d kB", from, to, measured, window.residentKilobytes());
            windows.add(window);
            from = to;
        }
        return windows;
    }

    private static List<Boolean> targets(List<Window> windows) {
        double warm = windows.get(windows.size() - 1).cpuMillis();
        List<Boolean> reached = new ArrayList<>();
        for (Window window : windows) {
            if (window.from() == EARLY) {
                double most = Math.max(MOST_EARLY_MILLIS, MOST_EARLY_TIMES_WARM * warm);
                String what = "ms of CPU for a call in calls %,d to %,d".formatted(window.from(), window.to());
                reached.add(Benchmark.target(what, window.cpuMillis(), most, false));
            }
            if (window.to() == MEMORY_AFTER) {
                double megabytes = window.residentKilobytes() / 1024.0;
                String what = "MB of RSS after %,d calls".formatted(window.to());
                reached.add(Benchmark.target(what, megabytes, MOST_RESIDENT_MEGABYTES, false));
            }
        }
        return reached;
    }
}
