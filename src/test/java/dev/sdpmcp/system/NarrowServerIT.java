package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A server with CORS for one page, narrow allowlists and low limits. The last test stops it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-server")
class NarrowServerIT {

    private static final String PAGE = "https://desk.example.com";
    private static final String PUBLIC = "mcp.example.com";

    /** By the TypeScript SDK once the revision is known, and by one whose calls are traced. */
    private static final String[] SENT_BY_PAGES = {
        "content-type", "mcp-protocol-version", "traceparent", "tracestate", "x-api-key"
    };

    private static final int OF_KEY = 4;
    private static final int IN_TOTAL = 6;
    private static final int CALLS = 12;
    private static final String ANN = OwnServer.KEY;
    private static final String BOB = OwnServer.OTHER_KEY;

    private OwnServer server;
    private Target target;
    private URI base;
    private final List<RawStream> streams = new ArrayList<>();

    @BeforeAll
    void start() {
        server = OwnServer.start(Map.of(
                "SDP_ENABLE_CORS",
                "true",
                "SDP_ALLOWED_ORIGINS",
                PAGE,
                "SDP_ALLOWED_IPS",
                "10.0.0.0/8",
                "SDP_ALLOWED_HOSTS",
                PUBLIC,
                "SSE_MAX_CONNECTIONS_PER_KEY",
                Integer.toString(OF_KEY),
                "SSE_MAX_TOTAL_CONNECTIONS",
                Integer.toString(IN_TOTAL),
                "SDP_RATE_LIMIT_PER_MINUTE",
                Integer.toString(CALLS)));
        target = server.target();
        base = target.base();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void leave() {
        streams.forEach(RawStream::close);
        streams.clear();
    }

    private RawHttp.Answer preflight(String path, String origin) {
        return RawHttp.send(
                base,
                "OPTIONS",
                path,
                "Origin: " + origin,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: " + String.join(",", SENT_BY_PAGES));
    }

    @Test
    @Order(1)
    void a_page_that_is_named_may_ask_and_read() {
        for (String path : new String[] {"/messages", "/sse", "/health"}) {
            RawHttp.Answer answer = preflight(path, PAGE);

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
            assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET", "POST", "DELETE");
            assertThat(List.of(answer.header("Access-Control-Allow-Headers")
                            .toLowerCase(Locale.ROOT)
                            .split(", ")))
                    .contains(SENT_BY_PAGES);
            assertThat(answer.header("Vary")).contains("Origin");
        }
        RawHttp.Answer read = RawHttp.send(base, "GET", "/sessions", "Origin: " + PAGE, key(ANN));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(read.header("Access-Control-Expose-Headers")).contains("Retry-After", "X-Request-Id");
        RawHttp.Answer refused = RawHttp.send(base, "GET", "/sessions", "Origin: " + PAGE);
        assertThat(refused.status()).as("a page has to know why").isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    @Test
    @Order(2)
    void this_machine_itself_is_let_in_by_its_loopback_names_and_nobody_in_its_place() {
        int port = base.getPort();
        for (String host : new String[] {"127.0.0.1", "localhost", "[::1]"}) {
            assertThat(health("Host: " + host + ":" + port)).as(host).isEqualTo(200);
        }
        assertThat(health("Host: " + PUBLIC)).isEqualTo(200);
        assertThat(health("Host: rebound.example:" + port)).isEqualTo(403);
        assertThat(health("X-Forwarded-For: 203.0.113.9")).isEqualTo(403);
        assertThat(health("X-Forwarded-For: 127.0.0.1")).isEqualTo(403);
        // a request through a proxy needs the public name
        assertThat(health("X-Forwarded-For: 10.0.0.9")).isEqualTo(403);
        assertThat(health("X-Forwarded-For: 10.0.0.9", "Host: " + PUBLIC)).isEqualTo(200);
    }

    private int health(String... headers) {
        return RawHttp.send(base, "GET", "/health/ready", headers).status();
    }

    /** Cookies and the like are never asked for: the key is the page's own. */
    @Test
    @Order(2)
    void no_page_is_let_in_by_what_the_browser_knows_of_its_user() {
        for (RawHttp.Answer answer : List.of(
                preflight("/messages", PAGE), RawHttp.send(base, "GET", "/sessions", "Origin: " + PAGE, key(ANN)))) {
            assertThat(answer.headers()).doesNotContainKey("access-control-allow-credentials");
            assertThat(answer.header("Access-Control-Allow-Origin")).isNotEqualTo("*");
        }
    }

    @Test
    @Order(3)
    void no_other_page_may_ask_or_read() {
        for (String origin : new String[] {
            "https://evil.example", "http://desk.example.com", PAGE + ".evil.example", PAGE + ":8443", "null"
        }) {
            for (RawHttp.Answer answer : List.of(
                    preflight("/messages", origin),
                    RawHttp.send(base, "GET", "/health", "Origin: " + origin, key(ANN)))) {
                assertThat(answer.status()).as(origin).isEqualTo(403);
                assertThat(answer.headers())
                        .as(origin)
                        .doesNotContainKeys(
                                "access-control-allow-origin",
                                "access-control-allow-methods",
                                "access-control-allow-headers");
            }
        }
        assertThat(RawHttp.send(base, "GET", "/health").headers()).doesNotContainKey("access-control-allow-origin");
    }

    private int open(String key, String address) {
        RawStream stream = RawStream.get(
                base.resolve("/sse"), Map.of("X-API-Key", key, "Host", PUBLIC, "X-Forwarded-For", address));
        streams.add(stream);
        return stream.status();
    }

    private int openNow() {
        return Json.parse(RawHttp.send(base, "GET", "/health").body())
                .path("totalConnections")
                .asInt();
    }

    @Test
    @Order(4)
    void a_key_and_all_together_have_so_many_streams_and_not_one_more() {
        for (int i = 0; i < OF_KEY; i++) {
            assertThat(open(ANN, "10.2.0." + i)).isEqualTo(200);
        }
        assertThat(open(ANN, "10.2.0.99")).as("of one key").isEqualTo(429);
        assertThat(streams.get(OF_KEY).refusal()).contains("SSE_MAX_CONNECTIONS_PER_KEY");

        for (int i = OF_KEY; i < IN_TOTAL; i++) {
            assertThat(open(BOB, "10.2.1." + i)).isEqualTo(200);
        }
        assertThat(open(BOB, "10.2.1.99")).as("in total").isEqualTo(503);
        RawStream last = streams.get(streams.size() - 1);
        assertThat(last.refusal()).contains("Connection limit exceeded", "SSE_MAX_TOTAL_CONNECTIONS");
        assertThat(last.headers()).containsKey("retry-after");
        assertThat(openNow()).isEqualTo(IN_TOTAL);
    }

    @Test
    @Order(5)
    void a_stream_that_never_shakes_hands_ends_after_half_a_minute() {
        AtomicLong before = new AtomicLong();
        // those of the test before are gone, and make room as soon as they are asked whether they live
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            before.set(System.nanoTime());
            return open(ANN, "10.3.0.1") == 200;
        });

        assertThat(streams.get(streams.size() - 1).awaitEnd(Duration.ofSeconds(60)))
                .isEqualTo(RawStream.End.ORDERLY);

        assertThat(Duration.ofNanos(System.nanoTime() - before.get()))
                .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(60));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> openNow() == 0);
    }

    @Test
    @Order(6)
    void calls_to_the_help_desk_wait_for_their_turn_then_are_told_when_to_come_back() {
        try (TestSession session = TestSession.ready(target)) {
            assertThat(budget().path("limit").asInt()).isEqualTo(CALLS);
            long before = System.nanoTime();
            List<Long> calls = IntStream.range(0, 3 * CALLS)
                    .mapToObj(i -> session.sendTool("list_requests", Json.object("{'page_size':1}")))
                    .toList();
            Awaitility.await()
                    .atMost(TestSession.PATIENCE)
                    .until(() -> budget().path("remaining").asInt() < CALLS);

            List<String> refusals = calls.stream()
                    .map(id -> session.answerTo(id).get("result"))
                    .filter(result -> result.path("isError").asBoolean())
                    .map(result -> result.at("/content/0/text").asText())
                    .toList();

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("one that waited its turn: a token comes each 5 s")
                    .isGreaterThan(Duration.ofSeconds(3));
            assertThat(refusals).isNotEmpty().hasSizeLessThan(3 * CALLS - 2);
            assertThat(refusals)
                    .allSatisfy(text ->
                            assertThat(text).contains(CALLS + " a minute").containsPattern("try again in \\d+ s"));
            assertThat(session.result("ping", Json.object())).isEmpty();
            assertThat(budget().path("remaining").asInt()).isLessThan(3);
            assertThat(budget().path("reset").asInt()).isPositive();
        }
    }

    private JsonNode budget() {
        RawHttp.Answer answer = RawHttp.send(base, "GET", "/rate-limit-status", key(BOB));
        for (JsonNode limit : Json.parse(answer.body()).path("limits")) {
            if (limit.path("name").asText().contains("ServiceDesk Plus")) {
                return limit;
            }
        }
        throw new AssertionError("not to be seen: " + answer.body());
    }

    @Test
    @Order(7)
    void while_a_call_runs_out_the_server_that_was_told_to_stop_is_alive_and_not_ready() {
        Simulator desk = target.simulator().orElseThrow();
        try (TestSession working = TestSession.ready(target)) {
            desk.slow("/requests", 6_000, 1);
            long call = working.sendTool("list_requests", Json.object("{'page_size':1}"));
            Awaitility.await()
                    .atMost(TestSession.PATIENCE)
                    .until(() -> desk.openFaults().isEmpty());
            assertThat(RawHttp.send(base, "GET", "/health/ready").status()).isEqualTo(200);

            server.process().terminate();

            RawHttp.Answer notReady = Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(TestSession.PATIENCE)
                    .until(() -> RawHttp.send(base, "GET", "/health/ready"), answer -> answer.status() == 503);
            // what only this server in this moment can answer comes first
            assertThat(open(BOB, "10.4.0.1")).isEqualTo(503);
            assertThat(RawHttp.send(base, "GET", "/health/live").status()).isEqualTo(200);
            JsonNode ready = Json.parse(notReady.body());
            assertThat(ready.path("status").asText()).isEqualTo("DOWN");
            assertThat(ready.at("/checks")).anySatisfy(check -> {
                assertThat(check.path("name").asText()).isEqualTo("lifecycle");
                assertThat(check.path("status").asText()).isEqualTo("DOWN");
                assertThat(check.at("/data/todo").asText()).isNotBlank();
            });
            assertThat(ready.at("/checks")).anyMatch(check -> check.has("data"));
            assertThat(streams.get(0).refusal()).contains("Shutting down");
            assertThat(working.answerTo(call).at("/result/isError").asBoolean()).isFalse();
            assertThat(working.stream().awaitEnd(TestSession.PATIENCE)).isEqualTo(RawStream.End.ORDERLY);
            assertThat(server.process().awaitExit(Duration.ofSeconds(60))).isZero();
        }
    }
}
