package dev.sdpmcp.bench;

import dev.sdpmcp.bench.RoundMeter.Measured;
import dev.sdpmcp.bench.load.SessionClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One call, made on several servers in turns: what it costs there. */
final class AuditCost {

    /** Rows may be written a moment after their calls; that counts. */
    private static final Duration FOR_ROWS = Duration.ofMillis(300);

    private static final int WARM_UP_TURNS = 10;

    private static final String NOTE = "{\"request_id\":\"7\",\"text\":\"The toner is on its way.\"}";

    private final int rounds;
    private final int clients;
    private final int calls;
    private final int warmup;

    /** A server with its clients and what was measured so far. */
    private record Turns(Contestant server, List<SessionClient> clients, List<Measured> rounds) {}

    private AuditCost(int rounds, int clients, int calls, int warmup) {
        this.rounds = rounds;
        this.clients = clients;
        this.calls = calls;
        this.warmup = warmup;
    }

    /** Many clients at once: for CPU. */
    static AuditCost crowd(BenchSettings settings) {
        return new AuditCost(
                settings.rounds(),
                settings.sessions(),
                settings.calls(),
                Math.max(1, settings.warmup() / settings.sessions()));
    }

    /** One client that waits for nobody: for times. */
    static AuditCost alone(BenchSettings settings) {
        return new AuditCost(2 * settings.rounds(), 1, 3 * settings.calls(), 30 * settings.calls());
    }

    static String note() {
        return CallCost.toolCall("add_note", NOTE);
    }

    /** In the order of the servers. */
    List<Figures> measure(String toolCall, List<Contestant> servers) throws IOException {
        List<Turns> all = new ArrayList<>();
        for (Contestant server : servers) {
            all.add(new Turns(server, server.driver().sessions(clients, toolCall), new ArrayList<>()));
        }
        // in turns too: a server closes a connection that waits for half a minute
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            for (Turns turns : all) {
                turns.server().meter().round(turns.clients(), Math.max(1, warmup / WARM_UP_TURNS));
            }
        }
        for (int round = 1; round <= rounds; round++) {
            for (Turns turns : all) {
                Measured measured = turns.server().meter().round(turns.clients(), calls, FOR_ROWS);
                Report.line("  round %-2d  %-5s %s", round, turns.server().name(), measured);
                turns.rounds().add(measured);
            }
        }
        for (Turns turns : all) {
            for (SessionClient client : turns.clients()) {
                client.close();
            }
        }
        return all.stream().map(turns -> new Figures(turns.rounds())).toList();
    }
}
