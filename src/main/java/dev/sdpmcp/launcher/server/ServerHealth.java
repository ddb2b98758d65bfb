package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Readiness and liveness of the running server, by the MBean of the application and {@code GET /health/live}. The
 * request needs no key, is not counted by rate limits and not logged. Thread-safe.
 */
public final class ServerHealth {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 50;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final Application application;
    private final Optional<HttpProbe> probe;

    /** @param probe empty if requests of this process would be refused, so that only the MBean counts */
    ServerHealth(Application application, Optional<HttpProbe> probe) {
        this.application = application;
        this.probe = probe;
    }

    public static ServerHealth of(ServerConfiguration configuration, Application application) {
        return new ServerHealth(application, HttpProbe.of(configuration));
    }

    /** Whether the server is alive. Blocks for twenty seconds at most. */
    public boolean isAlive() {
        return probe.map(server -> server.statusOfLive() == OK).orElseGet(application::isDeployed);
    }

    /** @throws StartRefused if the server is not ready within three minutes, or cannot become ready */
    void awaitReady() throws StartRefused, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!application.isReady() || !answers()) {
            refuseIfFailed();
            if (System.nanoTime() > end) {
                throw new StartRefused(
                        ExitCode.SERVER,
                        "the server is not ready after " + LIMIT.toSeconds() + " s; not ready: "
                                + String.join(", ", application.missing()) + ".");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void refuseIfFailed() throws StartRefused {
        if (!application.isDeployed()) {
            throw new StartRefused(ExitCode.SERVER, "the application was not deployed. See the server's log above.");
        }
        Map<String, ExitCode> problems = application.problems();
        if (!problems.isEmpty()) {
            // exit codes in order: problems that need a fix come before a database that may recover
            throw new StartRefused(Collections.min(problems.values()), List.copyOf(problems.keySet()));
        }
    }

    /** Whether the application responds, and not the server with its default page. */
    private boolean answers() {
        return probe.map(HttpProbe::statusOfLive).map(ServerHealth::isAnswer).orElse(true);
    }

    private static boolean isAnswer(int status) {
        return status > 0 && status != NOT_FOUND && status < SERVER_ERROR;
    }
}
