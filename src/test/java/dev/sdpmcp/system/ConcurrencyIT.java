package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that take time: side by side, bounded, cancelled, reporting. The desk is made slow. */
class ConcurrencyIT {

    private static final String LISTS = "/requests";
    private static final ObjectNode NOTHING = Json.object();

    /** Longer than any busy machine takes to send what has to be sent meanwhile. */
    private static final int A_LONG_WHILE = 10_000;

    /** As long as the server waits for the desk: nothing that comes sooner is due to its answer. */
    private static final int FOR_EVER = 30_000;

    private final Simulator desk = Deployment.simulator();
    private final TestSession session = TestSession.ready(Deployment.target());

    @BeforeEach
    void settle() {
        desk.clearFaults();
        session.tool("list_requests", NOTHING);
    }

    @AfterEach
    void leave() {
        desk.clearFaults();
        Awaitility.await()
                .atMost(TestSession.PATIENCE)
                .until(() ->
                        !session.tool("list_requests", NOTHING).path("isError").asBoolean());
        session.close();
    }

    private void awaitTaken(int left) {
        Awaitility.await()
                .atMost(TestSession.PATIENCE)
                .until(() -> desk.openFaults().size() == left);
    }

    @Test
    void answers_overtake_each_other() {
        desk.slow(LISTS, A_LONG_WHILE, 1);
        long slow = session.sendTool("list_requests", NOTHING);
        awaitTaken(0);

        assertThat(session.tool("list_requests", NOTHING).path("isError").asBoolean())
                .isFalse();

        assertThat(session.isAnswered(slow, Duration.ZERO)).isFalse();
        assertThat(session.answerTo(slow).has("result")).isTrue();
    }

    @Test
    void runs_calls_of_one_session_side_by_side_and_answers_all_that_had_to_wait() {
        desk.slow(LISTS, 1_000, 100);
        long start = System.nanoTime();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            ids.add(session.sendTool("list_requests", NOTHING));
        }

        ids.forEach(id -> assertThat(session.answerTo(id).at("/result/isError").asBoolean())
                .isFalse());

        // Three rounds of eight; one after the other would take 24 s, all at once 1 s.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
    }

    @Test
    void says_that_it_is_busy_to_the_73rd_call_and_not_to_others() {
        desk.slow(LISTS, FOR_EVER, 1_000);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 72; i++) {
            ids.add(session.sendTool("list_requests", NOTHING));
        }

        JsonNode refused = session.request("tools/call", TestSession.toolParams("list_requests", NOTHING));

        assertThat(refused.at("/error/code").asInt()).isEqualTo(-32000);
        assertThat(session.result("ping", NOTHING)).isEmpty();
        try (TestSession other = TestSession.ready(Deployment.target())) {
            assertThat(other.result("tools/list", NOTHING)).isNotEmpty();
        }
        desk.clearFaults();
        ids.forEach(session::cancel);
        assertThat(session.tool("get_metadata", Json.object("{'kind':'statuses'}"))
                        .has("content"))
                .isTrue();
    }

    @Test
    void interrupts_a_cancelled_call_sends_nothing_of_it_and_frees_its_place() {
        desk.slow(LISTS, FOR_EVER, 8);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(session.sendTool("list_requests", NOTHING));
        }
        awaitTaken(0);

        ids.forEach(session::cancel);

        assertThat(session.result("ping", NOTHING)).isEmpty();
        // Only a free place of the session runs it, and only a free place of those at the desk answers it so soon.
        long next = session.sendTool("list_requests", NOTHING);
        assertThat(session.isAnswered(next, Duration.ofSeconds(15))).isTrue();
        assertThat(session.answerTo(next).at("/result/isError").asBoolean()).isFalse();
        assertThat(ids).noneMatch(id -> session.isAnswered(id, Duration.ofMillis(100)));
    }

    @Test
    void refuses_an_id_that_is_in_flight_and_takes_it_again_afterwards() {
        desk.slow(LISTS, A_LONG_WHILE, 1);
        ObjectNode list = TestSession.toolParams("list_requests", NOTHING);
        session.sendWithId("77", "tools/call", list);
        awaitTaken(0);

        session.sendWithId("77", "tools/call", list);

        assertThat(session.answerTo(77).at("/error/code").asInt()).isEqualTo(-32600);
        assertThat(session.answerTo(77).has("result")).isTrue();
        session.sendWithId("77", "tools/call", list);
        assertThat(session.answerTo(77).has("result")).isTrue();
    }

    @Test
    void reports_progress_to_who_asks_for_it_before_the_answer() {
        ObjectNode params = TestSession.toolParams("get_metadata", NOTHING);
        params.putObject("_meta").put("progressToken", "p-1");

        long id = session.send("tools/call", params);

        JsonNode progress = session.notification();
        assertThat(progress.get("method").asText()).isEqualTo("notifications/progress");
        assertThat(progress.at("/params/progressToken").asText()).isEqualTo("p-1");
        assertThat(session.answerTo(id).has("result")).isTrue();
        double last = progress.at("/params/progress").asDouble();
        for (JsonNode more = session.notification(Duration.ZERO);
                more != null;
                more = session.notification(Duration.ZERO)) {
            assertThat(more.at("/params/progress").asDouble()).isGreaterThan(last);
            last = more.at("/params/progress").asDouble();
        }
    }
}
