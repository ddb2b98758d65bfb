package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that go without a word leave nothing behind. */
class GoneClientsIT {

    private static final int MANY = 500;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    /** Of two seconds each, each up to a second late: so often the server looks for streams that are due. */
    private static final Duration THREE_KEEP_ALIVES = Duration.ofSeconds(3 * (2 + 1) + 1);

    /** What all of that may be late by when the machine is loaded; far less than the session time-out. */
    private static final Duration BUSY_MACHINE = Duration.ofSeconds(10);

    /** Pools may keep a few idle threads; one for each of 500 would show. */
    private static final int SOME_THREADS = 100;

    private final Target target = Deployment.target();

    private static int threadsOf(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("Threads:"))
                    .mapToInt(line ->
                            Integer.parseInt(line.substring("Threads:".length()).strip()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException noLinux) {
            throw Deployment.skipped("it counts threads through /proc of the server's machine");
        }
    }

    private static void awaitNoMoreThreadsThan(int before, long pid) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(threadsOf(pid)).isLessThanOrEqualTo(before + SOME_THREADS));
    }

    @Test
    void abandoned_posts_leave_no_thread_behind() throws IOException {
        long pid = Deployment.pid();
        try (TestSession session = TestSession.ready(target)) {
            int before = threadsOf(pid);

            for (int i = 0; i < MANY; i++) {
                abandonPost(session.messages(), i % 2 == 0);
            }

            assertThat(session.result("ping", Json.object())).isEmpty();
            awaitNoMoreThreadsThan(before, pid);
        }
    }

    /** Sends half of a body, or all of it, and leaves without reading. */
    private void abandonPost(URI uri, boolean inTheMiddle) throws IOException {
        String body = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/abandoned\"}";
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoLinger(true, 0);
            String sent = inTheMiddle ? body.substring(0, 10) : body;
            socket.getOutputStream()
                    .write(("POST " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: " + uri.getHost()
                                    + ":" + uri.getPort() + "\r\nX-API-Key: " + target.key()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + sent)
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void abandoned_sessions_with_calls_in_hand_leave_no_thread_behind() {
        long pid = Deployment.pid();
        int before = threadsOf(pid);
        List<TestSession> sessions = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            TestSession session = TestSession.open(target);
            session.send("ping", Json.object());
            sessions.add(session);
        }

        sessions.forEach(TestSession::abort);

        awaitNoMoreThreadsThan(before, pid);
        Awaitility.await()
                .atMost(THREE_KEEP_ALIVES.multipliedBy(3))
                .until(() -> sessions.stream().allMatch(GoneClientsIT::isForgotten));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_killed_client_is_gone_within_three_keep_alives(boolean reset) {
        TestSession session = TestSession.ready(target);

        if (reset) {
            session.abort();
        } else {
            session.close();
        }

        Awaitility.await()
                .atMost(THREE_KEEP_ALIVES.plus(BUSY_MACHINE))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> isForgotten(session));
    }

    /** Asks without having the server write to the stream, which would find it out sooner. */
    private static boolean isForgotten(TestSession session) {
        return session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/are/you/there\"}")
                        .statusCode()
                == 404;
    }

    @Test
    void keeps_a_silent_stream_alive() {
        long before = System.nanoTime();
        try (TestSession session = TestSession.ready(target)) {
            Awaitility.await()
                    .atMost(THREE_KEEP_ALIVES.plus(BUSY_MACHINE))
                    .pollDelay(Duration.ZERO)
                    .until(() -> session.notification(KEEP_ALIVE) == null && session.keepAlives() >= 2);

            assertThat((long) session.keepAlives())
                    .as("one for each %s at most", KEEP_ALIVE)
                    .isLessThanOrEqualTo(1 + (System.nanoTime() - before) / KEEP_ALIVE.toNanos());
            assertThat(session.stream().hasEnded()).isFalse();
        }
    }
}
