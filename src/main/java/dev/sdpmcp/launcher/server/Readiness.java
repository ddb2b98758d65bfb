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
 * Waits until clients may connect: the application says so, and answers {@code GET /health/live}. It asks without a key, by
 * loopback, and only where loopback is let in; such a request is not counted against a rate limit, nor logged.
 */
final class Readiness {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 50;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final Application application;
    private final Optional<HttpProbe> probe;

    /** @param probe empty where a request of this process would be refused: the application's word is enough then */
    Readiness(Application application, Optional<HttpProbe> probe) {
        this.application = application;
        this.probe = probe;
    }

    static Readiness of(ServerConfiguration configuration, Application application) {
        return new Readiness(application, HttpProbe.of(configuration));
    }

    /** @throws StartRefused if clients cannot be let in within three minutes */
    void await() throws StartRefused, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!application.isReady() || !answers()) {
            refuseIfHopeless();
            if (System.nanoTime() > end) {
                throw new StartRefused(
                        ExitCode.SERVER,
                        "the server is not ready after " + LIMIT.toSeconds() + " s; not ready: "
                                + String.join(", ", application.missing()) + ".");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void refuseIfHopeless() throws StartRefused {
        if (!application.isDeployed()) {
            throw new StartRefused(
                    ExitCode.SERVER, "the application was not deployed. The server's log above says why.");
        }
        Map<String, ExitCode> problems = application.problems();
        if (!problems.isEmpty()) {
            // the first by their order: what stays until somebody fixes it comes before a database that may come back
            throw new StartRefused(Collections.min(problems.values()), List.copyOf(problems.keySet()));
        }
    }

    /** Whether the application itself answers, and not the server, which has none there yet. */
    private boolean answers() {
        return probe.map(HttpProbe::statusOfLive).map(Readiness::isAnswer).orElse(true);
    }

    private static boolean isAnswer(int status) {
        return status > 0 && status != NOT_FOUND && status < SERVER_ERROR;
    }
}
