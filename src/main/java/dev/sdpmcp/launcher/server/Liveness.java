package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import java.util.ArrayList;
import java.util.List;

/** Asks the running server whether it is alive, over HTTP as an orchestrator does: its listener has to work, too. Thread-safe. */
public final class Liveness {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    private final List<HttpProbe> ways;

    private Liveness(List<HttpProbe> ways) {
        this.ways = ways;
    }

    /** Of the server that this configuration makes. */
    public static Liveness of(ServerConfiguration configuration) {
        return new Liveness(
                WaysIn.of(configuration).stream().map(HttpProbe::withoutKey).toList());
    }

    /** Blocks for twenty seconds for each address of the server at most. */
    public boolean isAlive() {
        List<Integer> statuses = new ArrayList<>();
        for (HttpProbe way : ways) {
            statuses.add(way.status("GET", WarmUp.LIVE));
            if (statuses.getLast() == OK) {
                return true;
            }
        }
        return isAlive(statuses);
    }

    /** Where the allowlist admits no address of this machine, a refusal is all that can be had, and comes from a server that works. */
    static boolean isAlive(List<Integer> statuses) {
        return statuses.contains(OK)
                || (statuses.contains(FORBIDDEN)
                        && statuses.stream().allMatch(status -> status == FORBIDDEN || status == HttpProbe.UNANSWERED));
    }
}
