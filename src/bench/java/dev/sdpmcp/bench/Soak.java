package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Crowd;
import dev.sdpmcp.bench.load.Driver;
import dev.sdpmcp.bench.load.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A long run: many clients that call, fall silent, vanish and come back, and what the server keeps of them. */
final class Soak {

    private static final int HEAPS = 10;
    private static final Duration FOR_LAST_ANSWERS = Duration.ofMinutes(2);
    private static final Duration FOR_SETTLING = Duration.ofSeconds(5);

    /** Pools that are busy in one minute and not in another; what a collection leaves; connections just coming. */
    private static final double SPARE_HEAP_KILOBYTES = 16 * 1024;

    private static final double SPARE_THREADS = 32;
    private static final double SPARE_SOCKETS = 100;
    private static final double MOST_SLOW_HANDSHAKE_PERCENT = 1;
    /** Kept open to the help desk and to who asks for the health. */
    private static final double OWN_SOCKETS = 16;

    private final BenchSettings settings;
    private final List<SoakSample> samples = new ArrayList<>();

    Soak(BenchSettings settings) {
        this.settings = settings;
    }

    /** @return for each claim whether it holds */
    List<Boolean> run() throws IOException, InterruptedException {
        Path home = BenchHome.layOut(settings.project());
        try (BenchDesk desk = BenchDesk.start(home);
                BenchServer server = BenchServer.start(settings, home, "server-soak", configuration(home, desk));
                Driver driver = new Driver(server.address(), BenchServer.API_KEY)) {
            driver.rest(FOR_SETTLING);
            Crowd crowd = driver.crowd(settings.soakSessions(), entering());
            Report.line("%nLong run: %d minutes, %d clients", settings.minutes(), settings.soakSessions());
            Report.line("%s", SoakSample.heading());
            SoakSample before = sample(0, server, crowd, true);
            live(server, crowd);
            crowd.leave(FOR_LAST_ANSWERS);
            awaitEmpty(server, driver);
            SoakSample after = sample(settings.minutes() + 1, server, crowd, true);
            report(crowd.tally());
            return verdict(before, after, crowd.tally());
        }
    }

    /** A cold server and clients that come one after the other, for a small part of the whole time. */
    private Duration entering() {
        return Duration.ofSeconds(Math.max(20, 6L * settings.minutes()));
    }

    private Map<String, String> configuration(Path home, BenchDesk desk) throws IOException {
        Map<String, String> configuration = new HashMap<>(desk.configuration());
        configuration.put(
                "SDP_DATA_DIR", Files.createTempDirectory(home, "data-soak-").toString());
        configuration.put("SSE_KEEPALIVE_INTERVAL", Integer.toString(settings.keepAliveMillis()));
        return configuration;
    }

    private void live(BenchServer server, Crowd crowd) throws IOException, InterruptedException {
        int heapEvery = Math.max(1, settings.minutes() / HEAPS);
        for (int minute = 1; minute <= settings.minutes(); minute++) {
            crowd.live(Duration.ofMinutes(1));
            samples.add(sample(minute, server, crowd, minute % heapEvery == 0 || minute == settings.minutes()));
        }
    }

    private static SoakSample sample(int minute, BenchServer server, Crowd crowd, boolean withHeap)
            throws IOException, InterruptedException {
        SoakSample sample = SoakSample.take(minute, server, crowd, withHeap);
        Report.line("%s", sample);
        return sample;
    }

    /** Three keep-alives, each up to a second late, then it must have noticed everybody's leave. */
    private void awaitEmpty(BenchServer server, Driver driver) throws IOException, InterruptedException {
        long end = System.nanoTime()
                + Duration.ofMillis(4L * settings.keepAliveMillis() + 15_000).toNanos();
        while (server.openSessions() > 0 && System.nanoTime() < end) {
            driver.rest(Duration.ofSeconds(1));
        }
        driver.rest(FOR_SETTLING);
    }

    private static void report(Tally tally) {
        Report.line("%nWhat happened");
        tally.done().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> Report.line("  %,9d  %s", each.getValue(), each.getKey()));
        Report.line("  the longest wait for an answer: %.1f s", tally.longestSeconds());
        Report.line("%nWhat must not happen%s", tally.wrong().isEmpty() ? ": nothing of it did" : "");
        tally.wrong().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> Report.line("  %,9d  %s", each.getValue(), each.getKey()));
        Report.line("");
    }

    private List<Boolean> verdict(SoakSample before, SoakSample after, Tally tally) {
        List<Boolean> holds = new ArrayList<>();
        holds.add(heap().isFlat(settings.minutes(), SPARE_HEAP_KILOBYTES));
        holds.add(trend("threads", sample -> (double) sample.threads()).isFlat(settings.minutes(), SPARE_THREADS));
        holds.add(trend("sockets", sample -> (double) sample.files().sockets())
                .isFlat(settings.minutes(), SPARE_SOCKETS));
        holds.add(Benchmark.target("sessions when all have left", (double) after.sessions(), 0, false));
        holds.add(Benchmark.target(
                "sockets when all have left",
                (double) after.files().sockets(),
                before.files().sockets() + OWN_SOCKETS,
                false));
        holds.add(Benchmark.target(
                "of 100 handshakes that took 30 s", slowHandshakePercent(tally), MOST_SLOW_HANDSHAKE_PERCENT, false));
        holds.add(Benchmark.target("calls for each client", perClient(tally), 1, true));
        holds.add(Benchmark.target(
                "things that must not happen, lost answers and unexpected statuses among them",
                (double) after.wrong(),
                0,
                false));
        return holds;
    }

    private static double slowHandshakePercent(Tally tally) {
        return 100.0 * tally.slowHandshakes() / Math.max(1, tally.sessions());
    }

    private double perClient(Tally tally) {
        return (double) tally.answers() / settings.soakSessions();
    }

    private Trend heap() {
        return new Trend(
                "kB of live heap",
                samples.stream()
                        .filter(sample -> sample.heapKilobytes().isPresent())
                        .map(sample -> new Trend.Point(
                                sample.minute(), (double) sample.heapKilobytes().getAsLong()))
                        .toList());
    }

    private Trend trend(String what, ToDoubleFunction<SoakSample> figure) {
        return new Trend(
                what,
                samples.stream()
                        .map(sample -> new Trend.Point(sample.minute(), figure.applyAsDouble(sample)))
                        .toList());
    }
}
