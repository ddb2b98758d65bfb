package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The help desk dies, hangs, flaps and loses answers; the server stays, and what it says of its writes is true. */
@Tag("own-server")
class UpstreamOutageIT {

    private static final ObjectNode ONE_ROW = Json.object("{'page_size':1}");

    /** Breaker's pause, start of the desk, and time to spare. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static OwnServer server;

    private Simulator desk;
    private TestSession session;

    @BeforeAll
    static void start() {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it needs a desk that it can take down, and another server is given (-Dsdp.url)");
        }
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_ADMIN_API_KEYS", "root:" + GuardedServer.ROOT);
        server = OwnServer.start(settings);
    }

    @BeforeEach
    void connect() {
        desk = server.target().simulator().orElseThrow();
        session = TestSession.ready(server.target());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void recover() {
        desk.clearFaults();
        awaitAnswers();
        session.close();
    }

    private JsonNode list() {
        return session.tool("list_requests", ONE_ROW);
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }

    private void awaitAnswers() {
        Awaitility.await().atMost(RECOVERY).until(() -> !list().path("isError").asBoolean());
    }

    /** Waits until the trail has a call like this: what was sent first, {@code POST 0} if it got no answer. */
    private static void awaitOnRecord(String query, String sent) {
        Awaitility.await().atMost(RECOVERY).until(() -> {
            HttpResponse<String> answer =
                    Http.send(HttpRequest.newBuilder(server.target().at("/audit?limit=200&" + query))
                            .header("X-API-Key", GuardedServer.ROOT)
                            .build());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            List<String> calls = new ArrayList<>();
            Json.parse(answer.body()).path("entries").forEach(entry -> calls.add(sentFor(entry)));
            return calls.stream().anyMatch(call -> call.startsWith(sent));
        });
    }

    private static String sentFor(JsonNode entry) {
        List<String> sent = new ArrayList<>();
        entry.path("upstream")
                .forEach(exchange -> sent.add(exchange.path("method").asText() + " "
                        + exchange.path("status").asInt()));
        return String.join(", ", sent);
    }

    private static JsonNode upstream() {
        JsonNode report =
                Json.parse(Http.send(HttpRequest.newBuilder(server.target().at("/health/ready"))
                                .GET()
                                .build())
                        .body());
        assertThat(report.path("status").asText()).isEqualTo("UP");
        for (JsonNode check : report.path("checks")) {
            if ("upstream".equals(check.path("name").asText())) {
                return check.path("data");
            }
        }
        throw new AssertionError("no word of the upstream in " + report);
    }

    private String untilCircuitOpen() {
        Awaitility.await().atMost(RECOVERY).until(() -> text(list()).contains("is not called for a while"));
        return text(list());
    }

    private int ticketsAbout(String subject) {
        return session.tool("search_requests", Json.object("{'query':'" + subject + "'}"))
                .at("/structuredContent/total")
                .asInt();
    }

    @Test
    void a_dead_desk_opens_the_circuit_and_closes_it_when_it_is_back() {
        session.tool("get_metadata", Json.object("{'kind':'priorities'}"));
        server.stopDesk();
        try {
            assertThat(untilCircuitOpen()).contains("nothing was sent", "try again in");
            long before = System.nanoTime();
            list();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(upstream().path("circuit").asText()).isEqualTo("open");
            awaitOnRecord("tool=list_requests&outcome=tool_failed", "GET 0");
            assertThat(session.result("ping", Json.object())).isEmpty();
            assertThat(session.tool("get_metadata", Json.object("{'kind':'priorities'}"))
                            .path("isError")
                            .asBoolean())
                    .isFalse();
        } finally {
            server.startDesk();
        }

        awaitAnswers();
        assertThat(upstream().path("circuit").asText()).isEqualTo("closed");
        assertThat(upstream().path("state").asText()).isEqualTo("answering");
    }

    @Test
    void a_flapping_desk_is_not_noticed_by_who_reads() {
        for (int i = 0; i < 5; i++) {
            desk.order("server_error", "/requests", 1);
            assertThat(list().path("isError").asBoolean()).as("call " + i).isFalse();
            assertThat(list().path("isError").asBoolean()).isFalse();
        }
        awaitOnRecord("tool=list_requests&outcome=ok", "GET 500, GET 200");
    }

    @Test
    void refusals_do_not_open_the_circuit() {
        for (int i = 0; i < 20; i++) {
            session.tool("get_request", Json.object("{'request_id':'99999'}"));
        }
        desk.order("not_found", "/requests", 20);
        for (int i = 0; i < 20; i++) {
            list();
        }

        assertThat(list().path("isError").asBoolean()).isFalse();
    }

    @Test
    void eight_cancelled_calls_do_not_hold_up_the_ninth() {
        desk.slow("/requests", 60_000, 8);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(session.sendTool("list_requests", ONE_ROW));
        }
        Awaitility.await()
                .atMost(TestSession.PATIENCE)
                .until(() -> desk.openFaults().isEmpty());

        ids.forEach(session::cancel);

        long before = System.nanoTime();
        assertThat(list().path("isError").asBoolean()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_hanging_desk_holds_up_nobody_who_does_not_need_it() {
        desk.slow("/requests", 20_000, 8);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(session.sendTool("list_requests", ONE_ROW));
        }

        assertThat(session.tool("get_metadata", Json.object("{'kind':'urgencies'}"))
                        .path("isError")
                        .asBoolean())
                .isFalse();
        assertThat(session.result("tools/list", Json.object())).isNotEmpty();
        ids.forEach(session::cancel);
    }

    @Test
    void a_create_that_is_answered_too_late_makes_one_ticket_and_says_so() {
        desk.fault(
                Json.object("{'kind':'slow','method':'POST','path':'/requests','millis':60000,'after_commit':true}"));
        ObjectNode ticket = Json.object("{'subject':'Unansweredinthirtyseconds','description':'nobody waited'}");
        long id = session.sendTool("create_request", ticket);
        assertThat(session.isAnswered(id, Duration.ofSeconds(60))).isTrue();
        JsonNode made = session.answerTo(id).path("result");

        JsonNode again = session.tool("create_request", ticket);

        assertThat(text(made)).contains("a look shows that it was done");
        awaitOnRecord("tool=create_request&outcome=ok", "POST 0");
        assertThat(again.at("/structuredContent/already_created").asBoolean()).isTrue();
        assertThat(again.at("/structuredContent/display_id")).isEqualTo(made.at("/structuredContent/display_id"));
        assertThat(ticketsAbout("Unansweredinthirtyseconds")).isEqualTo(1);
    }

    @Test
    void a_create_whose_outcome_cannot_be_seen_is_indeterminate_and_its_repetition_makes_no_second_ticket() {
        desk.fault(Json.object("{'kind':'drop','method':'POST','path':'/requests','after_commit':true}"));
        desk.fault(Json.object("{'kind':'unavailable','method':'GET','path':'/requests','count':3}"));
        ObjectNode ticket =
                Json.object("{'subject':'Outofsight','description':'in the dark','idempotency_key':'suite-1'}");

        JsonNode unknown = session.tool("create_request", ticket);

        assertThat(unknown.path("isError").asBoolean()).isTrue();
        assertThat(text(unknown)).contains("indeterminate: true", "search_requests");
        awaitOnRecord("tool=create_request&outcome=unknown", "POST 0");
        assertThat(unknown.at("/structuredContent/indeterminate").asBoolean()).isTrue();
        awaitAnswers();
        assertThat(session.tool("create_request", ticket)
                        .at("/structuredContent/already_created")
                        .asBoolean())
                .isTrue();
        assertThat(ticketsAbout("Outofsight")).isEqualTo(1);
    }
}
