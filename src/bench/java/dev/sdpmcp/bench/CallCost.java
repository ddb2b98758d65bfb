package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.Client;
import dev.sdpmcp.bench.load.Driver;
import dev.sdpmcp.bench.load.PostRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calls of the echo tool against POSTs to the bare resource, in turns, in one run. */
final class CallCost {

    private static final String TEXT = "The printer on the second floor says PC LOAD LETTER again. ".repeat(4);

    static final String TOOL_CALL = echo("bench_echo");
    static final String TOOL_ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":" + PostRequest.ID
            + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"text\\\":\\\"" + TEXT
            + "\\\"}\"}],\"structuredContent\":{\"text\":\"" + TEXT + "\"}}}";

    private final BenchSettings settings;
    private final Driver driver;
    private final RoundMeter meter;

    /** One round of each kind, made one after the other. */
    record Pair(RoundMeter.Measured bare, RoundMeter.Measured tool) {
        double ratio() {
            return tool.callsPerSecond() / bare.callsPerSecond();
        }
    }

    CallCost(BenchSettings settings, Driver driver, ServerFigures server) {
        this.settings = settings;
        this.driver = driver;
        this.meter = new RoundMeter(driver, server);
    }

    /** A call of a tool that gives back its argument. */
    static String echo(String tool) {
        return toolCall(tool, "{\"text\":\"" + TEXT + "\"}");
    }

    static String toolCall(String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + PostRequest.ID + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool + "\",\"arguments\":" + arguments + "}}";
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
            Pair pair = new Pair(meter.round(bare, settings.calls()), meter.round(tool, settings.calls()));
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
            Report.line("  warm-up  bare POST  %s", meter.round(bare, each));
            Report.line("           tool call  %s", meter.round(tool, each));
        }
    }

    /** One client, nobody else: how long one call takes when it waits for nothing. */
    private void alone(List<? extends Client> bare, List<? extends Client> tool) throws IOException {
        Report.line("  alone    bare POST  %s", meter.round(bare.subList(0, 1), 5_000));
        Report.line("           tool call  %s", meter.round(tool.subList(0, 1), 5_000));
    }

    private static void close(List<? extends Client> clients) throws IOException {
        for (Client client : clients) {
            client.close();
        }
    }
}
