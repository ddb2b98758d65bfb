package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Waits for the application and takes the first requests' lot upon itself: what is initialised lazily answers some of
 * them with 500 or 503 when many come at once, so the first burst is ours, not the clients'.
 */
final class WarmUp {

    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration WARM_LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;
    private static final int BURST = 50;
    /** Requests that cannot but be refused, and each refusal is a line in the log. */
    private static final int REFUSED = 4;

    /** Open to all, and no limit counts it. */
    static final String LIVE = "/health/live";

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    /** More requests at once than a limit of the configuration allows; whoever says so is there. */
    private static final int TOO_MANY = 429;

    private static final int SERVER_ERROR = 500;

    private static final Logger LOG = System.getLogger(WarmUp.class.getName());

    private final Application application;
    private final List<HttpProbe> ways;

    /** @param ways to the server from this process, at least one: by which of them it is let in is for the server to say */
    WarmUp(Application application, List<HttpProbe> ways) {
        this.application = application;
        this.ways = List.copyOf(ways);
    }

    /** @throws StartRefused if clients cannot be let in within three minutes */
    void run() throws StartRefused, InterruptedException {
        awaitReadiness();
        Optional<HttpProbe> admitted = admitted();
        if (admitted.isPresent()) {
            awaitCleanBursts(admitted.get());
        } else {
            LOG.log(
                    Level.WARNING,
                    "Nothing is warmed up, since SDP_ALLOWED_IPS admits no address of this machine: the first requests take"
                            + " longer, and many at once may be answered with errors. Add {0} to have that done at the start",
                    ways.get(0).address());
        }
    }

    /** The first by which the allowlist lets this process in. */
    private Optional<HttpProbe> admitted() {
        return ways.stream()
                .filter(way -> {
                    int status = way.status("GET", LIVE);
                    return isAnswer(status) && status != FORBIDDEN;
                })
                .findFirst();
    }

    private void awaitReadiness() throws StartRefused, InterruptedException {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        while (!application.isReady() || !answers()) {
            refuseIfHopeless();
            if (System.nanoTime() > end) {
                throw new StartRefused(
                        ExitCode.SERVER,
                        "the server is not ready after " + READY_LIMIT.toSeconds() + " s; not ready: "
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
            // the first by their order: what stays until somebody mends it comes before a database that may come back
            throw new StartRefused(Collections.min(problems.values()), List.copyOf(problems.keySet()));
        }
    }

    /** Whether the application itself answers, be it by a refusal, and not the server that has none there. */
    private boolean answers() {
        return isAnswer(ways.get(0).status("GET", LIVE));
    }

    private static boolean isAnswer(int status) {
        return status > 0 && status != NOT_FOUND && status < SERVER_ERROR;
    }

    private static void awaitCleanBursts(HttpProbe probe) throws StartRefused, InterruptedException {
        long end = System.nanoTime() + WARM_LIMIT.toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(BURST);
        try {
            while (!isClean(burst(clients, () -> probe.status("GET", "/health"), BURST))
                    || !isClean(burst(clients, () -> probe.status("GET", "/sessions"), BURST))) {
                if (System.nanoTime() > end) {
                    throw new StartRefused(
                            ExitCode.SERVER,
                            "the server answers bursts of requests with errors. Its log above says why.");
                }
            }
            burst(clients, () -> probe.status("POST", "/messages"), REFUSED);
        } finally {
            clients.shutdownNow();
        }
    }

    private static List<Integer> burst(ExecutorService clients, Callable<Integer> request, int times)
            throws InterruptedException {
        return clients.invokeAll(Collections.nCopies(times, request)).stream()
                .map(WarmUp::result)
                .toList();
    }

    private static boolean isClean(List<Integer> statuses) {
        return statuses.stream().allMatch(status -> status == OK || status == TOO_MANY);
    }

    private static int result(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException broken) {
            throw new IllegalStateException("a probe never fails and is done", broken);
        }
    }
}
