package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.CARL;
import static dev.sdpmcp.system.GuardedServer.PER_ADDRESS;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many may be connected, and how fast they may talk. Each test calls from an address of its own. */
class LimitsIT {

    private final URI base = GuardedServer.base();
    private final String address = GuardedServer.newAddress();
    private final List<RawStream> streams = new ArrayList<>();

    @AfterEach
    void leave() {
        streams.forEach(RawStream::close);
    }

    private RawStream open() {
        RawStream stream = RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address));
        streams.add(stream);
        return stream;
    }

    private void fill(int streamsToOpen) {
        for (int i = 0; i < streamsToOpen; i++) {
            assertThat(open().status()).isEqualTo(200);
        }
    }

    private RawHttp.Answer get(String path, String... more) {
        String[] headers = new String[more.length + 1];
        headers[0] = clientAt(address);
        System.arraycopy(more, 0, headers, 1, more.length);
        return RawHttp.send(base, "GET", path, headers);
    }

    private RawHttp.Answer ping(String messages) {
        return post(messages, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/none\"}");
    }

    private RawHttp.Answer initialize(String messages) {
        return post(
                messages,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"limits\",\"version\":\"1\"}}}");
    }

    private RawHttp.Answer post(String messages, String body) {
        return RawHttp.send(
                base,
                "POST " + messages + " HTTP/1.1\nHost: " + base.getAuthority() + "\nConnection: close\n"
                        + clientAt(address) + "\n" + key(ANN) + "\nContent-Type: application/json\nContent-Length: "
                        + body.length() + "\n\n" + body);
    }

    private int openOfAddress() {
        return Json.parse(get("/health", key(ANN)).body())
                .path("connectionsByIP")
                .path(address)
                .asInt(0);
    }

    @Test
    void an_address_has_so_many_streams_and_not_one_more() {
        fill(PER_ADDRESS);

        RawStream refused = open();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.refusal()).contains("Connection limit exceeded");
        assertThat(refused.headers()).containsKey("retry-after");
    }

    @Test
    void one_of_a_hundred_gets_the_last_place() {
        fill(PER_ADDRESS - 1);

        List<RawStream> racers = IntStream.range(0, 100)
                .parallel()
                .mapToObj(
                        i -> RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address)))
                .toList();
        streams.addAll(racers);

        assertThat(racers.stream().map(RawStream::status))
                .containsOnly(200, 429)
                .satisfies(statuses -> assertThat(statuses.stream().filter(status -> status == 200))
                        .hasSize(1));
        assertThat(openOfAddress()).isEqualTo(PER_ADDRESS);
    }

    @Test
    void nobody_is_refused_for_streams_that_are_dead() {
        fill(PER_ADDRESS);
        List<Duration> waits = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            streams.forEach(RawStream::abort);
            streams.clear();
            long before = System.nanoTime();
            for (int i = 0; i < PER_ADDRESS; i++) {
                openInTheEnd();
            }
            waits.add(Duration.ofNanos(System.nanoTime() - before));
        }

        // Keep-alives find them too, after five seconds; a busy machine may take as long once.
        assertThat(waits.stream().filter(wait -> wait.compareTo(Duration.ofMillis(4_500)) < 0))
                .as("in time, of %s", waits)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    /** On a busy machine one look may see too little; the next one is due in two seconds. */
    private void openInTheEnd() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    RawStream stream = open();
                    boolean admitted = stream.status() == 200;
                    if (!admitted) {
                        streams.remove(stream);
                        stream.close();
                    }
                    return admitted;
                });
    }

    @Test
    void a_place_is_given_back_once_however_a_stream_ends() {
        fill(PER_ADDRESS);
        String handle = handles().get(0);
        assertThat(RawHttp.send(base, "DELETE", "/sessions/" + handle, clientAt(address), key(ANN))
                        .status())
                .isEqualTo(204);
        assertThat(RawHttp.send(base, "DELETE", "/sessions/" + handle, clientAt(address), key(ANN))
                        .status())
                .isEqualTo(404);
        streams.get(1).close();
        streams.get(2).abort();
        streams.get(3).stopReading();
        streams.get(3).close();
        assertThat(initialize(GuardedServer.messagesOf(streams.get(4))).status())
                .as("without, its stream would end by itself")
                .isEqualTo(202);

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> openOfAddress() == 1);
        fill(PER_ADDRESS - 1);
        assertThat(open().status()).isEqualTo(429);
    }

    private List<String> handles() {
        List<String> handles = new ArrayList<>();
        for (JsonNode session : Json.parse(get("/sessions", key(ANN)).body()).path("sessions")) {
            if (session.path("address").asText().equals(address)) {
                handles.add(session.path("handle").asText());
            }
        }
        return handles;
    }

    @Test
    void a_head_request_opens_nothing() {
        assertThat(RawHttp.send(base, "HEAD", "/sse", clientAt(address), key(ANN))
                        .status())
                .isEqualTo(200);
        assertThat(openOfAddress()).isZero();
    }

    @Test
    void a_connection_has_its_messages_a_minute() {
        String messages = GuardedServer.messagesOf(open());
        for (int i = 0; i < GuardedServer.MESSAGES; i++) {
            assertThat(ping(messages).status()).isEqualTo(202);
        }

        assertThat(get("/rate-limit-status", key(ANN)).body())
                .contains("messages of this connection a minute", "requests of this address a minute")
                .contains("requests with this key a minute", "calls to ServiceDesk Plus a minute")
                .contains("wrong keys of this address a minute", "streams of this address", "streams in total");
        RawHttp.Answer last = ping(messages);
        for (int i = 0; i < 10 * GuardedServer.MESSAGES && last.status() == 202; i++) {
            last = ping(messages);
        }
        assertLimited(last, GuardedServer.MESSAGES);
        assertThat(ping(GuardedServer.messagesOf(open())).status()).isEqualTo(202);
    }

    @Test
    void a_batch_counts_as_the_messages_that_it_holds() {
        String messages = GuardedServer.messagesOf(open());
        String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/none\"}";
        String batch = "[" + String.join(",", Collections.nCopies(GuardedServer.MESSAGES / 2, notification)) + "]";

        RawHttp.Answer last = post(messages, batch);
        // taken or not, it is counted; this revision has no batches
        assertThat(last.status()).isEqualTo(400);
        for (int i = 0; i < 10 && last.status() == 400; i++) {
            last = post(messages, batch);
        }
        assertLimited(last, GuardedServer.MESSAGES);
    }

    @Test
    void an_address_has_its_requests_a_minute_before_any_key() {
        AtomicInteger taken = new AtomicInteger();

        assertLimited(
                firstRefused(() -> get("/health"), taken, GuardedServer.REQUESTS_OF_ADDRESS * 4),
                GuardedServer.REQUESTS_OF_ADDRESS);
        assertThat(taken.get()).isGreaterThanOrEqualTo(GuardedServer.REQUESTS_OF_ADDRESS);
        for (String probe : List.of("/health/live", "/health/ready", "/health/started")) {
            assertThat(get(probe).status())
                    .as("a node that clients share must see it alive")
                    .isEqualTo(200);
        }
        assertThat(RawHttp.send(base, "GET", "/health", clientAt(GuardedServer.newAddress()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_key_has_its_requests_a_minute_from_all_addresses_together() {
        List<String> addresses =
                IntStream.range(0, 24).mapToObj(i -> GuardedServer.newAddress()).toList();
        AtomicInteger taken = new AtomicInteger();

        RawHttp.Answer refused = firstRefused(
                () -> RawHttp.send(base, "GET", "/sessions", clientAt(addresses.get(taken.get() % 24)), key(CARL)),
                taken,
                GuardedServer.REQUESTS_OF_KEY * 4);
        assertLimited(refused, GuardedServer.REQUESTS_OF_KEY);
        assertThat(taken.get()).isGreaterThanOrEqualTo(GuardedServer.REQUESTS_OF_KEY);
        assertThat(get("/sessions", key(ANN)).status()).isEqualTo(200);
    }

    /**
     * Asks until there is a refusal: the bucket fills meanwhile, and the faster the machine, the fewer requests it takes.
     *
     * @param taken counts those that were answered
     */
    private static RawHttp.Answer firstRefused(Supplier<RawHttp.Answer> request, AtomicInteger taken, int atMost) {
        return IntStream.range(0, atMost)
                .parallel()
                .mapToObj(i -> request.get())
                .peek(answer -> taken.addAndGet(answer.status() == 200 ? 1 : 0))
                .filter(answer -> answer.status() != 200)
                .findAny()
                .orElseThrow();
    }

    private static void assertLimited(RawHttp.Answer answer, int limit) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).contains("Rate limit exceeded", "requestId");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(answer.header("RateLimit-Limit")).isEqualTo(Integer.toString(limit));
        assertThat(answer.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(answer.headers()).containsKey("ratelimit-reset");
    }
}
