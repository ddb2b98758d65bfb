package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools that move a ticket through its life: hold, resume, resolve, reopen, cancel, pick up, delete, restore. */
@Tag("component")
class RequestMovesTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    private static JsonNode move(String tool, String request) {
        String resolution = tool.equals("resolve") ? ",'resolution':'Cable replaced'" : "";
        return DESK.ok(tool + "_request", "{'request_id':'" + request + "'" + resolution + "}");
    }

    private static String status(String request) {
        return DESK.ok("get_request", "{'request_id':'" + request + "'}")
                .at("/standing/status")
                .asText();
    }

    /** A new ticket after these moves. */
    private static String requestAfter(String moves) {
        String request = DESK.newRequest();
        for (String tool : moves.split(" ")) {
            if (!tool.isEmpty()) {
                move(tool, request);
            }
        }
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "'',           hold,    Onhold",
        "hold,         resume,  Open",
        "'',           resolve, Resolved",
        "hold,         resolve, Resolved",
        "resolve,      reopen,  Open",
        "cancel,       reopen,  Open",
        "'',           cancel,  Cancelled",
    })
    void moves_a_ticket_and_names_the_change(String before, String tool, String after) {
        String request = requestAfter(before);

        JsonNode moved = move(tool, request);

        assertThat(status(request))
                .isEqualTo(after)
                .isEqualTo(moved.path("status").asText());
        assertThat(moved.at("/changed/0/field").asText()).isEqualTo("status");
        assertThat(moved.at("/changed/0/to").asText()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"hold, hold", "resolve, resolve", "cancel, cancel", "'', resume", "'', reopen"})
    void does_nothing_to_a_ticket_that_is_there_already(String before, String tool) {
        String request = requestAfter(before);

        assertThat(move(tool, request).path("done").asText()).startsWith("nothing: it is");
    }

    @ParameterizedTest
    @CsvSource({
        "resolve, hold,   is open; reopen it first with reopen_request",
        "cancel,  resolve, is open; reopen it first with reopen_request",
        "resolve, resume, is on hold",
        "hold,    reopen, 'is resolved, closed or cancelled'",
    })
    void refuses_what_is_not_for_a_ticket_of_that_status(String before, String tool, String reason) {
        String request = requestAfter(before);
        String status = status(request);
        String resolution = tool.equals("resolve") ? ",'resolution':'Cable replaced'" : "";

        assertThat(DESK.failure(tool + "_request", "{'request_id':'" + request + "'" + resolution + "}"))
                .startsWith("Nothing was done: the status is \"" + status + "\"")
                .contains(reason);
        assertThat(status(request)).isEqualTo(status);
    }

    @Test
    void gives_a_ticket_to_the_account_of_the_server() {
        String request = DESK.newRequest();

        assertThat(move("pickup", request).path("technician").asText()).isEqualTo("Omar Diaz");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void looks_for_a_pick_up_whose_answer_was_lost(boolean done) {
        String request = DESK.newRequest();
        loseAnswer("PUT", "/requests/*/pickup", done);

        assertThat(SimulatedDesk.textOf(DESK.call("pickup_request", "{'request_id':'" + request + "'}")))
                .contains(done ? "picked up" : "indeterminate");
    }

    @Test
    void a_deleted_ticket_can_be_restored_by_its_internal_id() {
        String request = DESK.newRequest();
        String id = move("delete", request).path("id").asText();
        assertThat(DESK.ok("list_requests", "{'state':'all','page_size':1}")
                        .at("/requests/0/id")
                        .asText())
                .isNotEqualTo(id);

        assertThat(move("restore", id).path("done").asText()).isEqualTo("restored");

        assertThat(status(request)).isEqualTo("Open");
        assertThat(move("restore", id).path("done").asText()).isEqualTo("nothing: it is not in the trash");
    }

    private static void loseAnswer(String method, String path, boolean afterCommit) {
        DESK.fault("{\"kind\":\"drop\",\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"after_commit\":"
                + afterCommit + "}");
    }
}
