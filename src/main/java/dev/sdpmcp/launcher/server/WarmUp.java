package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Waits for the application and takes the first requests' lot upon itself: what is initialised lazily answers some of
 * them with 500 or 503 when many come at once, so the first burst is ours, not the clients'.
 */
final class WarmUp {

    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration WARM_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;
    private static final int BURST = 50;
    /** Requests that cannot but be refused, and each refusal is a line in the log. */
    private static final int REFUSED = 4;

    private static final int SERVER_ERROR = 500;
    private static final int NOT_FOUND = 404;

    private final Application application;
    private final HttpProbe probe;

    WarmUp(Application application, ListeningAddress address, HttpSettings http, Secret key) {
        this.application = application;
        this.probe = new HttpProbe(
                address.reachable(), http.allowedHosts().get(0) + ":" + address.port(), ANSWER_LIMIT, key);
    }

    /** @throws StartRefused if clients cannot be let in within three minutes */
    void run() throws StartRefused, InterruptedException {
        awaitReadiness();
        awaitCleanBursts();
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
        int status = probe.status("GET", "/health/live");
        return status > 0 && status != NOT_FOUND && status < SERVER_ERROR;
    }

    private void awaitCleanBursts() throws StartRefused, InterruptedException {
        long end = System.nanoTime() + WARM_LIMIT.toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(BURST);
        try {
            while (!isClean(burst(clients, "GET", "/health", BURST))
                    || !isClean(burst(clients, "GET", "/sessions", BURST))) {
                if (System.nanoTime() > end) {
                    throw new StartRefused(
                            ExitCode.SERVER,
                            "the server answers bursts of requests with errors. Its log above says why.");
                }
            }
            burst(clients, "POST", "/messages", REFUSED);
        } finally {
            clients.shutdownNow();
        }
    }

    private List<Integer> burst(ExecutorService clients, String method, String path, int times)
            throws InterruptedException {
        List<Future<Integer>> answers = clients.invokeAll(IntStream.range(0, times)
                .<Callable<Integer>>mapToObj(number -> () -> probe.status(method, path))
                .toList());
        return answers.stream().map(WarmUp::result).toList();
    }

    private static boolean isClean(List<Integer> statuses) {
        return statuses.stream().allMatch(status -> status > 0 && status < SERVER_ERROR);
    }

    private static int result(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException broken) {
            throw new IllegalStateException("a probe never fails and is done", broken);
        }
    }
}
