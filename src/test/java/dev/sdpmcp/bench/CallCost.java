package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Client;
import dev.sdpmcp.bench.load.Driver;
import dev.sdpmcp.bench.load.PostRequest;
import dev.sdpmcp.bench.load.Round;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls of the echo tool against POSTs to the bare resource, in turns, in one run. */
final class CallCost {

    private static final Duration ROUND_LIMIT = Duration.ofMinutes(5);
    private static final String TEXT = "The printer on the second floor says PC LOAD LETTER again. ".repeat(4);

    static final String TOOL_CALL = "{\"jsonrpc\":\"2.0\",\"id\":" + PostRequest.ID
            + ",\"method\":\"tools/call\",\"params\":{\"name\":\"bench_echo\",\"arguments\":{\"text\":\"" + TEXT
            + "\"}}}";
    private static final String TOOL_ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":" + PostRequest.ID
            + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"text\\\":\\\"" + TEXT
            + "\\\"}\"}],\"structuredContent\":{\"text\":\"" + TEXT + "\"}}}";

    private final BenchSettings settings;
    private final Driver driver;
    private final ServerFigures server;

    /** Of one round: what the driver saw and what the server's process used for it. */
    record Measured(double callsPerSecond, double medianMillis, double p99Millis, double cpuMillis) {
        @Override
        public String toString() {
            return String.format(
                    "%,7.0f calls/s   p50 %6.2f ms   p99 %7.2f ms   server CPU %5.3f ms/call",
                    callsPerSecond, medianMillis, p99Millis, cpuMillis);
        }
    }

    /** One round of each kind, made one after the other. */
    record Pair(Measured bare, Measured tool) {
        double ratio() {
            return tool.callsPerSecond() / bare.callsPerSecond();
        }
    }

    CallCost(BenchSettings settings, Driver driver, ServerFigures server) {
        this.settings = settings;
        this.driver = driver;
        this.server = server;
    }

    static String sizes() {
        return "request " + TOOL_CALL.length() + " bytes, answer " + TOOL_ANSWER.length() + " bytes, for both";
    }

    List<Pair> measure() throws IOException {
        List<? extends Client> bare =
                driver.bareClients(settings.sessions(), "/bench/bare?size=" + TOOL_ANSWER.length(), TOOL_CALL);
        List<? extends Client> tool = driver.sessions(settings.sessions(), TOOL_CALL);
        warmUp(bare, tool);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i <= settings.rounds(); i++) {
            Pair pair = new Pair(round(bare, settings.calls()), round(tool, settings.calls()));
            Report.line("  round %d  bare POST  %s", i, pair.bare());
            Report.line("           tool call  %s   ratio %.2f", pair.tool(), pair.ratio());
            pairs.add(pair);
        }
        alone(bare, tool);
        close(bare);
        close(tool);
        return pairs;
    }

    private void warmUp(List<? extends Client> bare, List<? extends Client> tool) throws IOException {
        int each = Math.max(1, settings.warmup() / settings.sessions() / 5);
        for (int i = 0; i < 5; i++) {
            Report.line("  warm-up  bare POST  %s", round(bare, each));
            Report.line("           tool call  %s", round(tool, each));
        }
    }

    /** One client, nobody else: how long one call takes when it waits for nothing. */
    private void alone(List<? extends Client> bare, List<? extends Client> tool) throws IOException {
        Report.line("  alone    bare POST  %s", round(bare.subList(0, 1), 5_000));
        Report.line("           tool call  %s", round(tool.subList(0, 1), 5_000));
    }

    private Measured round(List<? extends Client> clients, int callsEach) throws IOException {
        double before = server.cpuSeconds();
        Round round = driver.round(clients, callsEach, ROUND_LIMIT);
        double used = server.cpuSeconds() - before;
        return new Measured(
                round.callsPerSecond(),
                round.percentileMillis(0.5),
                round.percentileMillis(0.99),
                used * 1_000 / round.calls());
    }

    private static void close(List<? extends Client> clients) throws IOException {
        for (Client client : clients) {
            client.close();
        }
    }
}
