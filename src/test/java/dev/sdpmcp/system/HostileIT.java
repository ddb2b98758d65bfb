package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Clients that mean harm, and clients that just behave like it. */
class HostileIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int BODIES = 10_000;
    private static final int VANISHING = 1_000;

    private final Target target = Deployment.target();
    private final URI base = target.base();

    private HttpResponse<String> post(TestSession session, byte[] body) {
        return Http.send(HttpRequest.newBuilder(session.messages())
                .header("X-API-Key", target.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    @Test
    void ten_thousand_malformed_bodies_break_nothing_and_learn_nothing() {
        long seed = System.nanoTime();
        List<Integer> statuses = IntStream.range(0, 4)
                .parallel()
                .boxed()
                .flatMap(worker -> sendMalformed(seed + worker, BODIES / 4).stream())
                .toList();

        assertThat(statuses)
                .as("seed %d", seed)
                .hasSize(BODIES)
                .allSatisfy(status -> assertThat(status).isIn(202, 400, 413));
        TestSession after = TestSession.ready(target);
        assertThat(after.result("ping", Json.object())).isEmpty();
        after.stream().close();
    }

    private List<Integer> sendMalformed(long seed, int count) {
        MalformedBodies bodies = new MalformedBodies(new Random(seed));
        TestSession session = TestSession.ready(target);
        List<Integer> statuses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            HttpResponse<String> answer = post(session, bodies.next());
            assertThat(answer.body()).doesNotContain("Exception", "dev.sdpmcp", "\tat ");
            statuses.add(answer.statusCode());
        }
        session.stream().close();
        return statuses;
    }

    @Test
    void a_thousand_that_connect_and_vanish_leave_nothing_behind() throws IOException {
        long pid = Deployment.pid();
        int sessionsBefore = sessions();
        long socketsBefore = sockets(pid);
        for (int i = 0; i < VANISHING; i++) {
            vanish(i);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(sessions()).isLessThanOrEqualTo(sessionsBefore);
                    assertThat(sockets(pid)).isLessThanOrEqualTo(socketsBefore + 20);
                });
    }

    /** In turn: with a reset, with a polite close, in the middle of a request, before any. */
    private void vanish(int turn) throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        String request =
                "GET /sse HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nX-API-Key: " + target.key() + "\r\n\r\n";
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        if (turn % 4 < 2) {
            socket.getOutputStream().write(bytes);
            socket.setSoTimeout((int) SOON.toMillis());
            assertThat(socket.getInputStream().read()).isPositive();
            if (turn % 4 == 0) {
                socket.setSoLinger(true, 0);
            }
        } else if (turn % 4 == 2) {
            socket.getOutputStream().write(Arrays.copyOf(bytes, bytes.length / 2));
        }
        socket.close();
    }

    private int sessions() {
        HttpResponse<String> health = Http.send(HttpRequest.newBuilder(base.resolve("/health"))
                .header("X-API-Key", target.key())
                .build());
        return Json.parse(health.body()).path("totalConnections").asInt();
    }

    private static long sockets(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.filter(HostileIT::isSocket).count();
        } catch (IOException notHere) {
            throw new UncheckedIOException(notHere);
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void clients_that_hang_do_not_slow_the_others_down() throws IOException {
        List<TestSession> good =
                IntStream.range(0, 16).mapToObj(i -> TestSession.ready(target)).toList();
        long quiet = slowestOfHundred(good);

        List<AutoCloseable> bad = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            bad.add(slowReader());
            Socket writer = new Socket(base.getHost(), base.getPort());
            writer.getOutputStream()
                    .write(("POST /messages HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nX-API-Key: " + target.key()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                            .getBytes(StandardCharsets.ISO_8859_1));
            bad.add(writer);
            bad.add(new Socket(base.getHost(), base.getPort()));
        }
        long besideBad = slowestOfHundred(good);

        // Twice the quiet value, but never less than a busy machine's hiccup.
        assertThat(besideBad)
                .isLessThanOrEqualTo(Math.max(2 * quiet, Duration.ofMillis(150).toNanos()));
        good.forEach(session -> session.stream().close());
        bad.forEach(HostileIT::closeQuietly);
    }

    /** A session that asks for a lot and reads nothing of it. */
    private AutoCloseable slowReader() {
        TestSession session = TestSession.ready(target);
        session.stream().stopReading();
        for (int i = 0; i < 50; i++) {
            session.send("tools/list", Json.object());
        }
        return session.stream();
    }

    /** The 99th percentile of round trips, in nanoseconds, all sessions at once. */
    private static long slowestOfHundred(List<TestSession> sessions) {
        long[] times = sessions.parallelStream()
                .flatMapToLong(session -> IntStream.range(0, 50).mapToLong(i -> {
                    long before = System.nanoTime();
                    assertThat(session.result("ping", Json.object())).isEmpty();
                    return System.nanoTime() - before;
                }))
                .sorted()
                .toArray();
        return times[times.length * 99 / 100];
    }

    private static void closeQuietly(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception alreadyGone) {
            // the server may have cut it off, which is what it should do
            assertThat(alreadyGone).isNotNull();
        }
    }

    @Test
    void a_session_id_is_of_no_use_without_its_key() {
        String other = Deployment.otherKey();
        TestSession session = TestSession.ready(target);
        HttpResponse<String> hijack = Http.send(HttpRequest.newBuilder(session.messages())
                .header("X-API-Key", other)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                .build());

        assertThat(hijack.statusCode()).isEqualTo(403);
        assertThat(session.stream().next(Duration.ofMillis(500)))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        event -> assertThat(event.toString()).doesNotContain("tools"));
        session.stream().close();
    }
}
