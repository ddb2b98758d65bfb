package dev.sdpmcp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the audit trail costs. Three servers of one build take turns in one run: one without it, one with a trail that is short,
 * one with a trail that is long.
 */
final class AuditBenchmark {

    private static final double MOST_CPU = 1.15;
    private static final double MOST_MILLIS = 1;
    private static final double MOST_GROWTH = 1.2;
    private static final int SHORT = 10_000;

    private final BenchSettings settings;
    private final List<Boolean> reached = new ArrayList<>();

    AuditBenchmark(BenchSettings settings) {
        this.settings = settings;
    }

    /** @return for each target whether it was reached */
    List<Boolean> run() throws IOException, InterruptedException {
        Path home = BenchHome.layOut(settings.project());
        Path shortTrail = FilledTrail.at(home.resolve("trail-" + SHORT), SHORT);
        Path longTrail = FilledTrail.at(home.resolve("trail-" + settings.auditRows()), settings.auditRows());
        try (BenchDesk desk = BenchDesk.start(home);
                Contestant off = start(home, "off", home.resolve("trail-off"), desk, false);
                Contestant on = start(home, "on", shortTrail, desk, true);
                Contestant ample = start(home, "long", longTrail, desk, true)) {
            List<Contestant> all = List.of(off, on, ample);
            echo(all);
            mutating(all);
            pages(on, ample);
        }
        return reached;
    }

    private Contestant start(Path home, String name, Path data, BenchDesk desk, boolean audited)
            throws IOException, InterruptedException {
        Map<String, String> configuration = new HashMap<>(desk.configuration());
        configuration.put("SDP_USE_AUDIT_LOG", Boolean.toString(audited));
        return Contestant.start(settings, home, name, data, configuration);
    }

    /** The long trail is no matter here, but its server must be as warm as the others for what follows. */
    private void echo(List<Contestant> servers) throws IOException {
        AuditCost crowd = AuditCost.crowd(settings);
        Report.line("%nEcho, %d clients: a call that leaves no row", settings.sessions());
        List<Figures> echo = crowd.measure(CallCost.echo("bench_echo"), servers);
        reached.add(Benchmark.target("times the CPU of an echo call", cpuRatio(echo), MOST_CPU, false));
        Report.line("%nEcho, %d clients: a read that leaves a row", settings.sessions());
        List<Figures> recorded = crowd.measure(CallCost.echo("bench_recorded_echo"), servers);
        Report.line(
                "      a row costs %.3f ms of CPU; times the CPU of an echo call: %.2f",
                recorded.get(1).cpuMillis() - recorded.get(0).cpuMillis(), cpuRatio(recorded));
    }

    private static double cpuRatio(List<Figures> offAndOn) {
        return offAndOn.get(1).cpuMillis() / offAndOn.get(0).cpuMillis();
    }

    private void mutating(List<Contestant> servers) throws IOException {
        Report.line("%nadd_note, one client");
        List<Figures> note = AuditCost.alone(settings).measure(AuditCost.note(), servers);
        for (int i = 0; i < servers.size(); i++) {
            Figures of = note.get(i);
            Report.line(
                    "      %-5s p50 %.2f ms, p99 %.2f ms, CPU %.2f ms",
                    servers.get(i).name(), of.medianMillis(), of.p99Millis(), of.cpuMillis());
        }
        double without = note.get(0).medianMillis();
        double with = note.get(1).medianMillis();
        reached.add(Benchmark.target("ms more for p50 of a changing call", with - without, MOST_MILLIS, false));
        reached.add(Benchmark.target(
                "times p50 of a changing call with " + settings.auditRows() + " rows",
                note.get(2).medianMillis() / with,
                MOST_GROWTH,
                false));
    }

    private void pages(Contestant on, Contestant ample) throws IOException, InterruptedException {
        Report.line("%nGET /audit, %,d rows against %,d", settings.auditRows(), SHORT);
        new AuditPages().measure(on, SHORT, ample, settings.auditRows()).forEach((kind, times) -> {
            Report.line("      %-20s %.2f ms against %.2f ms", kind, times.longTrail(), times.shortTrail());
            reached.add(Benchmark.target(
                    "times for a page: " + kind, times.longTrail() / times.shortTrail(), MOST_GROWTH, false));
        });
    }
}
