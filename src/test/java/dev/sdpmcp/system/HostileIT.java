package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients that mean harm, and clients that just behave like it. */
class HostileIT {

    private static final int BODIES = 10_000;

    private static final int GOOD = 24;
    private static final int HANGING_OF_EACH_KIND = 2;
    private static final int ROUND_TRIPS = 150;
    private static final int ATTEMPTS = 3;
    /** Of a busy machine: no p99 below it is too long. */
    private static final Duration HICCUP = Duration.ofMillis(150);

    private static final Logger LOG = System.getLogger(HostileIT.class.getName());

    private final Target target = Deployment.target();
    private final URI base = target.base();

    /** Again with the same bodies: {@code -Dsdp.seed=...}, as a failure says. */
    @Test
    void ten_thousand_malformed_bodies_break_nothing_and_learn_nothing() {
        long seed = Long.getLong("sdp.seed", System.nanoTime());
        List<byte[]> bodies = MalformedBodies.some(seed, BODIES);
        List<Integer> statuses = IntStream.range(0, 4)
                .parallel()
                .boxed()
                .flatMap(worker ->
                        sendAll(bodies.subList(worker * BODIES / 4, (worker + 1) * BODIES / 4), seed).stream())
                .toList();

        assertThat(statuses)
                .as("-Dsdp.seed=%d", seed)
                .hasSize(BODIES)
                .allSatisfy(status -> assertThat(status).isIn(202, 400, 413));
        TestSession after = TestSession.ready(target);
        assertThat(after.result("ping", Json.object())).isEmpty();
        after.stream().close();
    }

    private List<Integer> sendAll(List<byte[]> bodies, long seed) {
        List<Integer> statuses = new ArrayList<>(bodies.size());
        try (TestSession session = TestSession.ready(target);
                KeptConnection connection = new KeptConnection(base)) {
            for (byte[] body : bodies) {
                statuses.add(statusOf(connection, session, body, statuses.size(), seed));
            }
        }
        return statuses;
    }

    private int statusOf(KeptConnection connection, TestSession session, byte[] body, int index, long seed) {
        String what = "-Dsdp.seed=%d, %dth of its worker: %s"
                .formatted(seed, index, new String(body, StandardCharsets.ISO_8859_1));
        long before = System.nanoTime();
        try {
            RawHttp.Answer answer = connection.post(session, target, body);
            assertThat(answer.body()).as(what).doesNotContain("Exception", "dev.sdpmcp", "\tat ");
            return answer.status();
        } catch (IOException broken) {
            throw new AssertionError(
                    "no answer after " + Duration.ofNanos(System.nanoTime() - before) + " to " + what, broken);
        }
    }

    @Test
    void the_same_seed_makes_the_same_bodies() {
        assertThat(MalformedBodies.some(42, 500))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(MalformedBodies.some(42, 500))
                .isNotEqualTo(MalformedBodies.some(43, 500));
    }

    /** A fifth of all clients hang, each kind a third of them; quiet times before and after, since the machine has others too. */
    @Test
    void a_fifth_that_hangs_does_not_slow_the_others_down() throws Exception {
        List<TestSession> good = IntStream.range(0, GOOD)
                .mapToObj(i -> TestSession.ready(target))
                .toList();
        ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
        List<AutoCloseable> bad = new ArrayList<>();
        try {
            slowestOfHundred(good);
            // One stall of the machine hits all of them at once; what holds them up in truth does so every time.
            boolean heldUp = true;
            for (int attempt = 0; heldUp && attempt < ATTEMPTS; attempt++) {
                heldUp = areHeldUp(good, bad, trickle);
            }
            assertThat(heldUp).as("slower beside those that hang").isFalse();
        } finally {
            trickle.shutdownNow();
            bad.forEach(HostileIT::closeQuietly);
            good.forEach(session -> session.stream().close());
        }
    }

    private boolean areHeldUp(List<TestSession> good, List<AutoCloseable> bad, ScheduledExecutorService trickle)
            throws Exception {
        long quietBefore = slowestOfHundred(good);
        for (int i = 0; i < HANGING_OF_EACH_KIND; i++) {
            bad.add(slowReader());
            bad.add(slowWriter(good.get(i), trickle));
            bad.add(new Socket(base.getHost(), base.getPort()));
        }
        long besideBad = slowestOfHundred(good);
        bad.forEach(HostileIT::closeQuietly);
        bad.clear();
        long quiet = Math.max(quietBefore, slowestOfHundred(good));
        LOG.log(Level.INFO, "p99: {0} us in quiet, {1} us beside those that hang", quiet / 1_000, besideBad / 1_000);
        return besideBad > Math.max(2 * quiet, HICCUP.toNanos());
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

    /** A POST that goes on and on, a byte a second. */
    private AutoCloseable slowWriter(TestSession session, ScheduledExecutorService trickle) throws IOException {
        Socket writer = new Socket(base.getHost(), base.getPort());
        String messages =
                session.messages().getRawPath() + "?" + session.messages().getRawQuery();
        writer.getOutputStream()
                .write(("POST " + messages + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nX-API-Key: "
                                + target.key() + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.ISO_8859_1));
        Future<?> writing = trickle.scheduleAtFixedRate(() -> writeSpace(writer), 1, 1, TimeUnit.SECONDS);
        return () -> {
            writing.cancel(false);
            writer.close();
        };
    }

    private static void writeSpace(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException given) {
            throw new UncheckedIOException(given);
        }
    }

    /** The 99th percentile of round trips, in nanoseconds, all sessions at once. */
    private static long slowestOfHundred(List<TestSession> sessions) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(sessions.size());
        try {
            List<Callable<long[]>> all = sessions.stream()
                    .<Callable<long[]>>map(session -> () -> roundTrips(session))
                    .toList();
            List<Long> times = new ArrayList<>();
            for (Future<long[]> each : clients.invokeAll(all)) {
                Arrays.stream(each.get()).forEach(times::add);
            }
            times.sort(null);
            return times.get(times.size() * 99 / 100);
        } finally {
            clients.shutdownNow();
        }
    }

    private static long[] roundTrips(TestSession session) {
        long[] times = new long[ROUND_TRIPS];
        for (int i = 0; i < ROUND_TRIPS; i++) {
            long before = System.nanoTime();
            assertThat(session.result("ping", Json.object())).isEmpty();
            times[i] = System.nanoTime() - before;
        }
        return times;
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
