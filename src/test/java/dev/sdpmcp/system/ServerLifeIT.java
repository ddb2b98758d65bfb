package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of one server from its first second to its end; hence its own server, and tests that follow each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-server")
class ServerLifeIT {

    private static final int LIMIT = 60;
    /** Longer than any busy machine holds up a client that talks. */
    private static final Duration IDLE = Duration.ofSeconds(8);

    /** Of one second each, each up to a second late: so often the server looks for streams that are due. */
    private static final Duration THREE_KEEP_ALIVES = Duration.ofSeconds(3 * (1 + 1) + 1);

    private static final int CLIENTS = 6;
    private static final int CALL_MILLIS = 1_500;

    private OwnServer server;
    private Target target;

    @BeforeAll
    void start() {
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SSE_MAX_CONNECTIONS_PER_IP", Integer.toString(LIMIT));
        settings.put("SSE_KEEPALIVE_INTERVAL", "1000");
        settings.put("SSE_SESSION_TIMEOUT", Long.toString(IDLE.toMillis()));
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it starts and stops a server of its own, and another one is given (-Dsdp.url)");
        }
        server = OwnServer.start(settings);
        target = server.target();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void fifty_clients_in_the_second_after_ready_see_no_error() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Integer>> all = IntStream.range(0, 50)
                    .<Callable<Integer>>mapToObj(client -> this::firstTalk)
                    .toList();
            for (Future<Integer> each : clients.invokeAll(all, 2, TimeUnit.MINUTES)) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** Asks for both at once: a call of a cold server may last longer than a session may be idle. */
    private int firstTalk() {
        try (TestSession session = TestSession.ready(target)) {
            long call = session.sendTool("list_requests", Json.object("{'page_size':1}"));
            long list = session.send("tools/list", Json.object());
            assertThat(session.answerTo(call).has("result")).isTrue();
            return session.answerTo(list).at("/result/tools").size();
        }
    }

    @Test
    @Order(2)
    void refuses_a_stream_more_than_an_address_may_have_until_dead_ones_are_noticed() {
        List<RawStream> streams = new ArrayList<>();
        RawStream refused = Awaitility.await()
                .atMost(THREE_KEEP_ALIVES.multipliedBy(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> fill(streams), last -> streams.size() == LIMIT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Json.parse(refused.refusal()).get("error").asText()).isEqualTo("Connection limit exceeded");
        assertThat(refused.headers()).containsKey("retry-after");

        for (int i = 0; i < LIMIT; i++) {
            if (i % 2 == 0) {
                streams.get(i).abort();
            } else {
                streams.get(i).close();
            }
        }
        Awaitility.await()
                .atMost(THREE_KEEP_ALIVES.multipliedBy(3))
                .pollInterval(Duration.ofMillis(500))
                .until(this::thereIsRoom);
    }

    /**
     * Takes places as they come free of the clients before us, and of ours, since they do not shake hands; returns the one that
     * was refused.
     */
    private RawStream fill(List<RawStream> streams) {
        RawStream next = openStream();
        while (next.status() == 200) {
            streams.add(next);
            next = openStream();
        }
        streams.removeIf(RawStream::hasEnded);
        return next;
    }

    private RawStream openStream() {
        return RawStream.get(target.at("/sse"), Map.of("X-API-Key", target.key()));
    }

    private boolean thereIsRoom() {
        try (RawStream stream = openStream()) {
            return stream.status() == 200;
        }
    }

    @Test
    @Order(3)
    void ends_a_session_that_says_nothing_and_keeps_one_that_talks() {
        long start = System.nanoTime();
        try (TestSession silent = TestSession.ready(target);
                TestSession talking = TestSession.ready(target)) {
            Awaitility.await()
                    .atMost(IDLE.multipliedBy(3))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        talking.result("ping", Json.object());
                        return silent.stream().hasEnded();
                    });

            assertThat(silent.stream().awaitEnd(Duration.ZERO)).isEqualTo(RawStream.End.ORDERLY);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(IDLE.minusSeconds(1));
            assertThat(talking.result("ping", Json.object())).isEmpty();
        }
    }

    @Test
    @Order(4)
    void tells_the_model_that_the_desk_is_down_and_works_again_when_it_is_back() {
        server.stopDesk();
        try (TestSession session = TestSession.ready(target)) {
            JsonNode failed = session.tool("list_requests", Json.object());
            assertThat(failed.path("isError").asBoolean()).isTrue();
            assertThat(failed.at("/content/0/text").asText())
                    .contains("ServiceDesk Plus")
                    .doesNotContain("Exception");
        }

        server.startDesk();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(this::deskAnswers);
    }

    private boolean deskAnswers() {
        try (TestSession session = TestSession.ready(target)) {
            return !session.tool("list_requests", Json.object()).path("isError").asBoolean();
        }
    }

    @Test
    @Order(5)
    void goes_in_good_order_when_told_to_under_load() throws Exception {
        Simulator desk = target.simulator().orElseThrow();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (TestSession hanging = TestSession.ready(target)) {
            desk.slow("/requests", CALL_MILLIS, 1_000);
            desk.slow("/requests/*/notes", 60_000, 1);
            long note = hanging.sendTool(
                    "add_note", Json.object().put("request_id", "7").put("text", "Never mind"));
            List<TestSession> sessions = new ArrayList<>();
            List<CallingClient> clients = new ArrayList<>();
            List<Future<CallingClient.Refusal>> refusals = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                TestSession session = TestSession.ready(target);
                CallingClient client = new CallingClient(session);
                sessions.add(session);
                clients.add(client);
                refusals.add(threads.submit(client::callUntilRefused));
            }
            Awaitility.await()
                    .atMost(TestSession.PATIENCE)
                    .until(() -> clients.stream().allMatch(client -> client.accepted() > 2));
            TestSession idle = TestSession.ready(target);
            sessions.add(idle);
            assertThat(idle.result("ping", Json.object())).isEmpty();

            server.process().terminate();

            assertThat(idle.notification().get("method").asText()).isEqualTo("notifications/message");
            for (Future<CallingClient.Refusal> refusal : refusals) {
                assertThat(refusal.get(1, TimeUnit.MINUTES))
                        .as("told to come back")
                        .isEqualTo(new CallingClient.Refusal(503, "10"));
            }
            assertThat(clients).allSatisfy(ServerLifeIT::hasEveryAnswer);
            assertThat(hanging.answerTo(note).at("/error/message").asText())
                    .contains("the server went down")
                    .contains("look before you repeat it");
            sessions.forEach(ServerLifeIT::assertEndsInOrder);
            assertThat(server.process().awaitExit(Duration.ofSeconds(60))).isZero();
            assertThat(server.process().output()).doesNotContain("\tat ").doesNotContain(target.key());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void hasEveryAnswer(CallingClient client) {
        assertThat(client.answers())
                .hasSize(client.accepted())
                .allSatisfy(answer ->
                        assertThat(answer.at("/result/content").isArray()).isTrue());
    }

    private static void assertEndsInOrder(TestSession session) {
        assertThat(session.stream().awaitEnd(Duration.ofSeconds(30))).isEqualTo(RawStream.End.ORDERLY);
    }
}
