package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import java.util.Optional;

/**
 * Asks the running server whether it is alive, over HTTP as an orchestrator does: its listener has to work, too. Where a request of
 * this process would be refused, the application counts as alive while it is deployed. Thread-safe.
 */
public final class Liveness {

    private static final int OK = 200;

    private final Application application;
    private final Optional<HttpProbe> probe;

    Liveness(Application application, Optional<HttpProbe> probe) {
        this.application = application;
        this.probe = probe;
    }

    /** Of the server that this configuration makes. */
    public static Liveness of(ServerConfiguration configuration, Application application) {
        return new Liveness(application, HttpProbe.of(configuration));
    }

    /** Blocks for twenty seconds at most. */
    public boolean isAlive() {
        return probe.map(server -> server.statusOfLive() == OK).orElseGet(application::isDeployed);
    }
}
