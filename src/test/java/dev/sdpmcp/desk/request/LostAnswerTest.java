package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.simulator.setting.Profile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model hears of a write whose answer is lost: done, not done or unknown, and each of them is true. */
@Tag("component")
class LostAnswerTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final int LONGER_THAN_ANYBODY_WAITS = 20_000;

    private String number = "";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
        number = DESK.newRequest();
    }

    private static void lose(String method, String path, boolean afterCommit) {
        DESK.fault("{\"kind\":\"drop\",\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"after_commit\":"
                + afterCommit + "}");
    }

    private static void stall(String method, String path) {
        DESK.losePatience();
        DESK.fault("{\"kind\":\"slow\",\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"millis\":"
                + LONGER_THAN_ANYBODY_WAITS + "}");
    }

    private static int ticketsAbout(String subject) {
        return DESK.ok("search_requests", "{'query':'\\\"" + subject + "\\\"'}")
                .path("total")
                .asInt();
    }

    private static long sent(String method) {
        long count = 0;
        for (JsonNode entry : DESK.log().path("entries")) {
            count += method.equals(entry.path("method").asText())
                            && "api".equals(entry.path("endpoint").asText())
                    ? 1
                    : 0;
        }
        return count;
    }

    @Test
    void a_ticket_that_was_made_is_found() {
        lose("POST", "/requests", true);

        JsonNode made = DESK.ok(
                "create_request",
                "{'subject':'Lost in transit','description':'a **b** & c','requester':'mira.holm@example.org',"
                        + "'priority':'high','due_by_time':'2026-12-24','udf_fields':{'txt_cost_centre':'CC-1'}}");

        assertThat(made.path("done").asText()).contains("created", "a look shows");
        assertThat(made.path("display_id").asText()).isNotEmpty();
        assertThat(ticketsAbout("Lost in transit")).isEqualTo(1);
    }

    private static void fail(String method, String path) {
        DESK.fault("{\"kind\":\"server_error\",\"method\":\"" + method + "\",\"path\":\"" + path + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "unavailable"})
    void a_ticket_whose_call_was_broken_off_may_still_be_made(String kind) {
        DESK.fault("{\"kind\":\"" + kind + "\",\"method\":\"POST\",\"path\":\"/requests\"}");

        assertThat(DESK.failure("create_request", "{'subject':'On its way'}"))
                .contains("indeterminate: true", "search_requests")
                .doesNotContain("nothing was done");
    }

    @Test
    void a_ticket_that_was_not_made_is_said_not_to_be() {
        fail("POST", "/requests");

        assertThat(DESK.failure("create_request", "{'subject':'Never arrived'}"))
                .contains("nothing was done");
        assertThat(ticketsAbout("Never arrived")).isZero();
    }

    @Test
    void a_ticket_that_is_made_too_slowly_is_unknown() {
        stall("POST", "/requests");

        ToolResult result = DESK.call("create_request", "{'subject':'Slow boat'}");

        assertThat(result.isError()).isTrue();
        assertThat(SimulatedDesk.textOf(result)).contains("indeterminate: true", "search_requests", "Slow boat");
        assertThat(DESK.json(result.structuredContent()).path("indeterminate").asBoolean())
                .isTrue();
    }

    @Test
    void an_upstream_that_stays_away_leaves_it_unknown() {
        lose("POST", "/requests", true);
        DESK.fault("{\"kind\":\"unavailable\",\"method\":\"GET\",\"path\":\"/requests\",\"count\":50}");

        assertThat(DESK.failure("create_request", "{'subject':'Into the dark'}"))
                .contains("indeterminate: true", "its outcome could not be checked either", "search_requests");
        assertThat(sent("POST")).isEqualTo(2);
    }

    @Test
    void a_ticket_that_somebody_else_may_have_made_at_that_moment_is_not_taken_for_the_new_one() {
        DESK.ok("create_request", "{'subject':'VPN is down','description':'since noon'}");
        DESK.reachedAt(DESK.baseUri()); // as after a restart: it is not remembered as ours
        lose("POST", "/requests", false);

        assertThat(DESK.failure("create_request", "{'subject':'VPN is down'}")).contains("indeterminate: true");
    }

    @Test
    void an_older_ticket_of_the_same_name_is_not_taken_for_the_new_one() {
        DESK.ok("create_request", "{'subject':'Twins','description':'one'}");
        fail("POST", "/requests");

        assertThat(DESK.failure("create_request", "{'subject':'Twins','description':'two'}"))
                .contains("nothing was done");
    }

    @ParameterizedTest
    @CsvSource({"true, updated", "false, nothing was done"})
    void an_update_is_compared_with_what_is_there(boolean committed, String told) {
        if (committed) {
            lose("PUT", "/requests/*", true);
        } else {
            fail("PUT", "/requests/*");
        }
        String arguments = "{'request_id':'" + number + "','urgency':'high','subject':'New <b> name'}";

        String text = committed
                ? DESK.ok("update_request", arguments).path("done").asText()
                : DESK.failure("update_request", arguments);

        assertThat(text).contains(told);
    }

    @Test
    void an_update_that_may_still_come_is_unknown() {
        stall("PUT", "/requests/*");

        assertThat(DESK.failure("update_request", "{'request_id':'" + number + "','urgency':'high'}"))
                .contains("indeterminate: true", "get_request");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /requests/*, update_request, 'urgency':'high'",
        "PUT, /requests/*/close, close_request, 'closure_code':'success'",
        "POST, /requests/*/notes, add_note, 'text':'x'"
    })
    void a_change_whose_connection_broke_is_unknown(String method, String path, String tool, String argument) {
        lose(method, path, false);

        assertThat(DESK.failure(tool, "{'request_id':'" + number + "'," + argument + "}"))
                .contains("indeterminate: true")
                .doesNotContain("nothing was done");
    }

    @Test
    void an_assignment_is_found() {
        lose("PUT", "/requests/*", true);

        assertThat(DESK.ok("assign_request", "{'request_id':'" + number + "','technician':'priya'}")
                        .path("technician")
                        .asText())
                .isEqualTo("Priya Raman");
    }

    @Test
    void a_closure_is_found() {
        lose("PUT", "/requests/*/close", true);

        JsonNode closed = DESK.ok("close_request", "{'request_id':'" + number + "'}");

        assertThat(closed.path("status").asText()).isEqualTo("Closed");
        assertThat(closed.path("done").asText()).contains("a look shows");
    }

    @Test
    void a_closure_that_was_not_made_is_said_not_to_be() {
        fail("PUT", "/requests/*/close");

        assertThat(DESK.failure("close_request", "{'request_id':'" + number + "'}"))
                .contains("nothing was done");
    }

    @Test
    void a_note_is_found_and_one_of_the_same_text_before_it_is_not_taken_for_it() {
        String arguments = "{'request_id':'" + number + "','text':'Called **twice**'}";
        DESK.ok("add_note", arguments);
        fail("POST", "/requests/*/notes");
        assertThat(DESK.failure("add_note", arguments)).contains("nothing was done");

        lose("POST", "/requests/*/notes", true);
        JsonNode note = DESK.ok("add_note", arguments);

        assertThat(note.path("note_id").asText()).isNotEmpty();
        assertThat(note.path("done").asText()).contains("a look shows");
    }
}
