package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.BOB;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who takes his time to say something is cut off in the end, and holds up nobody else until then. */
class SlowSendersIT {

    private static final int BODIES_OF_KEY = 8;

    private static URI base;
    private static String address;
    private static RawStream stream;
    private static List<CompletableFuture<Long>> slowBodies;
    private static List<CompletableFuture<Long>> slowHeads;
    private static CompletableFuture<Integer> neverSlow;

    /** All at once, since each takes its half minute. */
    @BeforeAll
    static void begin() {
        base = GuardedServer.base();
        address = GuardedServer.newAddress();
        stream = open(ANN);
        String half = halfOf(GuardedServer.messagesOf(stream), ANN).replace("\n", "\r\n");
        // one that trickles, and one that stops
        slowBodies = List.of(send(half, " "), send(half, ""));
        // a request line, headers that never end, and nothing at all
        slowHeads = List.of(
                send("GE", " "),
                send("GET /health HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nX-Slow: ", " "),
                send("", ""));
        neverSlow = onThreadOfItsOwn(SlowSendersIT::oneRequestAfterAnother);
    }

    @AfterAll
    static void leave() {
        stream.close();
    }

    private static RawStream open(String key) {
        return RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", key, "X-Forwarded-For", address));
    }

    @Test
    void bodies_that_arrive_slowly_hold_up_nobody_but_their_own_key() throws IOException {
        assertGivenUp(slowBodies); // they have places, too
        List<Socket> slow = new ArrayList<>();
        // the other one has ended by now, since it never shook hands
        try (RawStream anns = open(ANN)) {
            String messages = GuardedServer.messagesOf(anns);
            for (int i = 0; i < BODIES_OF_KEY; i++) {
                slow.add(halfPost(messages, ANN));
            }
            Awaitility.await().atMost(TestSession.PATIENCE).until(() -> bodiesLeft(ANN) == 0);

            RawHttp.Answer refused = RawHttp.send(base, halfOf(messages, ANN).replace("Connection: close\n", ""));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body()).contains("Rate limit exceeded", "bodies");
            assertThat(refused.headers()).containsKey("retry-after").containsEntry("connection", "close");
            assertThat(RawHttp.send(base, halfOf(messages, ANN) + " ".repeat(49))
                            .status())
                    .as("a body that is there, of no sense")
                    .isEqualTo(400);

            assertThat(bodiesLeft(BOB)).isEqualTo(BODIES_OF_KEY);
            try (RawStream bobs = open(BOB)) {
                String others = GuardedServer.messagesOf(bobs);
                List<Duration> times = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    times.add(timeOfPostInTwoParts(others));
                }
                times.sort(null);
                // whoever has to wait for a place waits for half a minute
                assertThat(times.get(times.size() / 2)).isLessThan(Duration.ofSeconds(2));
                assertThat(times.get(times.size() - 1)).isLessThan(Duration.ofSeconds(20));
            }
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
        Awaitility.await().atMost(TestSession.PATIENCE).until(() -> bodiesLeft(ANN) == BODIES_OF_KEY);
    }

    private static String halfOf(String messages, String key) {
        return "POST " + messages + " HTTP/1.1\nHost: " + base.getAuthority() + "\n" + clientAt(address) + "\n"
                + key(key) + "\nContent-Type: application/json\nContent-Length: 50\nConnection: close\n\n{";
    }

    private Socket halfPost(String messages, String key) throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream()
                .write(halfOf(messages, key).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** It says nothing that makes sense: what counts is that it is read. */
    private Duration timeOfPostInTwoParts(String messages) throws IOException {
        long before = System.nanoTime();
        try (Socket socket = halfPost(messages, BOB)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(" ".repeat(49).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 400");
        }
        return Duration.ofNanos(System.nanoTime() - before);
    }

    private int bodiesLeft(String key) {
        for (JsonNode limit : Json.parse(RawHttp.send(base, "GET", "/rate-limit-status", clientAt(address), key(key))
                        .body())
                .path("limits")) {
            if (limit.path("name").asText().equals("bodies of this key on their way")) {
                return limit.path("remaining").asInt();
            }
        }
        throw new AssertionError("not to be seen");
    }

    @Test
    void whose_body_comes_too_slowly_is_cut_off() {
        assertGivenUp(slowBodies);
    }

    @Test
    void whose_head_comes_too_slowly_is_cut_off() {
        assertGivenUp(slowHeads);
    }

    private static void assertGivenUp(List<CompletableFuture<Long>> all) {
        for (CompletableFuture<Long> each : all) {
            assertThat(each.orTimeout(120, TimeUnit.SECONDS).join())
                    .as("seconds until the server gave up")
                    .isLessThanOrEqualTo(50);
        }
    }

    @Test
    void who_sends_one_request_after_another_is_not_cut_off() {
        assertThat(neverSlow.orTimeout(120, TimeUnit.SECONDS).join())
                .as("requests that were answered")
                .isGreaterThan(20);
    }

    /** One connection for longer than a head may take, always in the middle of one request or another. */
    private static int oneRequestAfterAnother() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            byte[] request = ("GET /health/live HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + clientAt(address)
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            long began = System.nanoTime();
            int answered = 0;
            while (Duration.ofNanos(System.nanoTime() - began).toSeconds() < 40) {
                socket.getOutputStream().write(request, 0, 20);
                socket.setSoTimeout(1_000);
                assertThat(isGivenUpWithinASecond(socket)).isFalse();
                socket.getOutputStream().write(request, 20, request.length - 20);
                socket.setSoTimeout(20_000);
                assertThat(KeptConnection.read(socket.getInputStream()).status())
                        .isEqualTo(200);
                answered++;
            }
            return answered;
        }
    }

    /** Goes on with the same every second; says after how many seconds the server gave up. */
    private static CompletableFuture<Long> send(String start, String everySecond) {
        return onThreadOfItsOwn(() -> secondsUntilGivenUp(start, everySecond));
    }

    private static long secondsUntilGivenUp(String start, String everySecond) {
        long began = System.nanoTime();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(1_000);
            while (Duration.ofNanos(System.nanoTime() - began).toSeconds() < 110) {
                if (isGivenUpWithinASecond(socket)) {
                    break;
                }
                socket.getOutputStream().write(everySecond.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException closed) {
            return Duration.ofNanos(System.nanoTime() - began).toSeconds();
        }
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private static <T> CompletableFuture<T> onThreadOfItsOwn(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try {
                                result.complete(work.call());
                            } catch (Exception | AssertionError failed) {
                                result.completeExceptionally(failed);
                            }
                        },
                        "slow-sender")
                .start();
        return result;
    }

    private static boolean isGivenUpWithinASecond(Socket socket) throws IOException {
        try {
            // The first byte of the answer, or the end: either way nobody works for this request any more.
            int first = socket.getInputStream().read();
            return first < 0 || first == 'H';
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }
}
