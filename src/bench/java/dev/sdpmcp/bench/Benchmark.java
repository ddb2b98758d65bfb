package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs a part of the measurements and holds what it finds against the targets. */
public final class Benchmark {

    private static final double LEAST_RATIO = 0.60;
    private static final double MOST_KILOBYTES = 20;
    private static final double MOST_IDLE_CPU_PERCENT = 3;
    private static final double MOST_MORE_THREADS = 50;

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchSettings settings = BenchSettings.fromSystemProperties();
        machine(settings);
        List<Boolean> reached = switch (settings.part()) {
            case "audit" -> new AuditBenchmark(settings).run();
            case "cold" -> new ColdCalls(settings).measureIn(BenchHome.layOut(settings.project()));
            case "soak" -> new Soak(settings).run();
            default -> callsAndSessions(settings);
        };
        Report.line("%nLoad average at the end: %s", loadAverage());
        boolean mustHold = settings.enforce() || settings.part().equals("soak");
        if (mustHold && reached.contains(false)) {
            Report.line("A target was missed.");
            System.exit(1);
        }
    }

    private static List<Boolean> callsAndSessions(BenchSettings settings) throws IOException, InterruptedException {
        List<Boolean> reached = new ArrayList<>();
        if (!settings.cold().isEmpty()) {
            reached.addAll(new ColdCalls(settings).measureIn(BenchHome.layOut(settings.project())));
        }
        try (BenchServer server = BenchServer.start(settings);
                Driver driver = new Driver(server.address(), BenchServer.API_KEY)) {
            if (settings.peers()) {
                Report.line("%nCalls, with peers; %s", CallCost.sizes());
                reached.addAll(new PeerCost(settings, driver, server.figures()).measure());
            } else {
                Report.line("%nCalls: %d clients, one call at a time each; %s", settings.sessions(), CallCost.sizes());
                reached.add(callTarget(new CallCost(settings, driver, server.figures()).measure()));
            }
            if (!settings.idle().isEmpty()) {
                Report.line("%nIdle sessions");
                reached.addAll(sessionTargets(new SessionCost(settings, driver, server).measure()));
            }
        }
        return reached;
    }

    private static void machine(BenchSettings settings) throws IOException {
        Report.line(
                "%s, %d CPUs, Java %s, server JVM options: those of domain-config and %s",
                LocalDate.now(java.time.ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                settings.jvm());
        Report.line("Load average at the start: %s", loadAverage());
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    private static boolean callTarget(List<CallCost.Pair> pairs) {
        List<Double> ratios = pairs.stream().map(CallCost.Pair::ratio).sorted().collect(Collectors.toList());
        return target("median ratio of calls/s to the bare POST", ratios.get(ratios.size() / 2), LEAST_RATIO, true);
    }

    private static List<Boolean> sessionTargets(SessionCost.Result result) {
        List<Boolean> reached = new ArrayList<>();
        for (SessionCost.Measured level : result.levels()) {
            reached.add(target(
                    "kB of RSS for each of " + level.sessions() + " idle sessions",
                    level.residentForEach(result.baseline()),
                    MOST_KILOBYTES,
                    false));
            reached.add(target(
                    "threads more with " + level.sessions() + " sessions than with none",
                    (double) (level.threads() - result.baseline().threads()),
                    MOST_MORE_THREADS,
                    false));
        }
        reached.add(target("% of a CPU while idle", result.idleCpuPercent(), MOST_IDLE_CPU_PERCENT, false));
        return reached;
    }

    static boolean target(String what, double found, double bound, boolean atLeast) {
        boolean reached = atLeast ? found >= bound : found <= bound;
        Report.line(
                "%s  %.2f %s (target: %s %.2f)", reached ? "ok  " : "MISS", found, what, atLeast ? ">=" : "<=", bound);
        return reached;
    }
}
