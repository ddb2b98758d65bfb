package dev.sdpmcp.bench;

import dev.sdpmcp.bench.RoundMeter.Measured;
import dev.sdpmcp.bench.load.Client;
import dev.sdpmcp.bench.load.Driver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calls of the echo tool on our server and on its peers, and POSTs to the bare resource, in turns, in one run. */
final class PeerCost {

    private static final int[] CLIENTS = {1, 8, 100};

    /** One client alone makes fewer calls: each waits for the one before. */
    private static final int MOST_CALLS_ALONE = 10_000;

    private static final int WARM_UP_TURNS = 5;
    private static final double MOST_CPU_OF_BARE = 1.25;
    private static final double MOST_CPU_OF_TOMCAT = 1.00;

    private final BenchSettings settings;
    private final Driver driver;
    private final RoundMeter meter;

    /** One of those that take turns, with as many clients as are ever used at once. */
    private record Entrant(String name, RoundMeter meter, List<? extends Client> clients) {

        Measured round(int count, int callsEach) throws IOException {
            return meter.round(clients.subList(0, count), callsEach);
        }
    }

    /** @param driver and figures of our server */
    PeerCost(BenchSettings settings, Driver driver, ServerFigures server) {
        this.settings = settings;
        this.driver = driver;
        this.meter = new RoundMeter(driver, server);
    }

    /** @return for each target whether it was reached */
    List<Boolean> measure() throws IOException, InterruptedException {
        for (Peer peer : Peer.values()) {
            PeerServer.build(peer, settings.project());
        }
        try (PeerServer tomcat = PeerServer.start(Peer.TOMCAT, settings);
                PeerServer quarkus = PeerServer.start(Peer.QUARKUS, settings)) {
            return measure(List.of(bare(), ours(), of(tomcat), of(quarkus)));
        }
    }

    private Entrant bare() throws IOException {
        String path = "/bench/bare?size=" + CallCost.TOOL_ANSWER.length();
        return new Entrant("bare POST", meter, driver.bareClients(mostClients(), path, CallCost.TOOL_CALL));
    }

    private Entrant ours() throws IOException {
        return new Entrant("sdp-mcp", meter, driver.sessions(mostClients(), CallCost.TOOL_CALL));
    }

    private static Entrant of(PeerServer peer) throws IOException {
        return new Entrant(peer.title(), peer.meter(), peer.driver().sessions(mostClients(), CallCost.TOOL_CALL));
    }

    private static int mostClients() {
        return CLIENTS[CLIENTS.length - 1];
    }

    private List<Boolean> measure(List<Entrant> entrants) throws IOException {
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            for (Entrant entrant : entrants) {
                int each = Math.max(1, settings.warmup() / WARM_UP_TURNS / mostClients());
                Report.line("  warm-up  %-16s  %s", entrant.name(), entrant.round(mostClients(), each));
            }
        }
        List<Boolean> reached = new ArrayList<>();
        for (int clients : CLIENTS) {
            Report.line("%n%d at a time", clients);
            List<Figures> figures = rounds(entrants, clients);
            report(entrants, figures);
            reached.addAll(targets(clients, figures));
        }
        for (Entrant entrant : entrants) {
            for (Client client : entrant.clients()) {
                client.close();
            }
        }
        return reached;
    }

    private List<Figures> rounds(List<Entrant> entrants, int clients) throws IOException {
        int calls = settings.sessions() * settings.calls();
        int each = Math.max(1, clients == 1 ? Math.min(calls, MOST_CALLS_ALONE) : calls / clients);
        List<List<Measured>> measured = entrants.stream()
                .map(entrant -> (List<Measured>) new ArrayList<Measured>())
                .toList();
        for (int round = 1; round <= settings.rounds(); round++) {
            for (int i = 0; i < entrants.size(); i++) {
                Measured figures = entrants.get(i).round(clients, each);
                Report.line("  round %-2d %-16s  %s", round, entrants.get(i).name(), figures);
                measured.get(i).add(figures);
            }
        }
        return measured.stream().map(Figures::new).toList();
    }

    private static void report(List<Entrant> entrants, List<Figures> figures) {
        Figures ours = figures.get(1);
        for (int i = 0; i < entrants.size(); i++) {
            Figures of = figures.get(i);
            Report.line(
                    "  median   %-16s  %s   sdp-mcp to it: %.2f of its calls/s, %.2f times its CPU",
                    entrants.get(i).name(),
                    new Measured(of.callsPerSecond(), of.medianMillis(), of.p99Millis(), of.cpuMillis()),
                    ours.callsPerSecond() / of.callsPerSecond(),
                    ours.cpuMillis() / of.cpuMillis());
        }
    }

    private static List<Boolean> targets(int clients, List<Figures> figures) {
        double ours = figures.get(1).cpuMillis();
        return switch (clients) {
            case 8 ->
                List.of(Benchmark.target(
                        "times the CPU of the bare POST, 8 clients",
                        ours / figures.get(0).cpuMillis(),
                        MOST_CPU_OF_BARE,
                        false));
            case 100 ->
                List.of(Benchmark.target(
                        "times the CPU of the Java SDK on Tomcat, 100 clients",
                        ours / figures.get(2).cpuMillis(),
                        MOST_CPU_OF_TOMCAT,
                        false));
            default -> List.of();
        };
    }
}
