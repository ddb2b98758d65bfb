package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Relay;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Merging and linking of requests. */
@Tag("component")
class RequestRelationsTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    private String number = "";
    private String one = "";
    private String other = "";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
        number = DESK.newRequest();
        one = created("Mouse broken");
        other = created("Lid broken");
    }

    private static String created(String subject) {
        return DESK.ok("create_request", "{'subject':'" + subject + "'}")
                .path("display_id")
                .asText();
    }

    private String arguments(String... others) {
        return "{'request_id':'" + number + "','other_request_ids':['" + String.join("','", others) + "']}";
    }

    private static List<String> linked(String request) {
        return DESK.ok("list_linked_requests", "{'request_id':'" + request + "'}")
                .path("requests")
                .findValuesAsText("display_id");
    }

    private static void lose(String method, String segment, boolean afterCommit) {
        DESK.fault("{\"kind\":\"drop\",\"method\":\"" + method + "\",\"path\":\"/requests/*/" + segment
                + "\",\"after_commit\":" + afterCommit + "}");
    }

    @Test
    void requests_are_merged_into_one() {
        DESK.ok("add_note", "{'request_id':'" + one + "','text':'Left button'}");

        JsonNode merged = DESK.ok("merge_requests", arguments(one, "#" + other, one));

        assertThat(merged.path("done").asText()).isEqualTo("merged 2 into it");
        assertThat(merged.path("display_id").asText()).isEqualTo(number);
        assertThat(DESK.ok("list_notes", "{'module':'request','record_id':'" + number + "'}")
                        .toString())
                .contains("Left button");
        assertThat(DESK.failure("get_request", "{'request_id':'" + one + "'}")).contains("merged into another");
        assertThat(DESK.failure("merge_requests", arguments(one))).contains("merged into another");
    }

    @Test
    void nothing_is_merged_if_one_of_them_is_not_there_or_is_the_request_itself() {
        assertThat(DESK.failure("merge_requests", arguments(one, "99999"))).contains("#99999");
        assertThat(DESK.failure("merge_requests", arguments(one, number))).contains("Nothing was done");

        assertThat(DESK.ok("get_request", "{'request_id':'" + one + "'}")
                        .path("display_id")
                        .asText())
                .isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource({
        "merge, PUT, merge_requests, true, merged 1 into it",
        "merge, PUT, merge_requests, false, indeterminate: true",
        "link, POST, link_requests, true, linked to 1",
        "link, POST, link_requests, false, indeterminate: true",
        "unlink, DELETE, link_requests, true, unlinked from 1",
        "unlink, DELETE, link_requests, false, indeterminate: true"
    })
    void an_answer_that_was_lost_is_looked_for(
            String verb, String method, String segment, boolean committed, String told) {
        if (verb.equals("unlink")) {
            DESK.ok("link_requests", arguments(one));
        }
        lose(method, segment, committed);

        assertThat(SimulatedDesk.textOf(DESK.call(verb + "_requests", arguments(one))))
                .contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "link"})
    void a_success_that_does_not_show_is_none(String verb) {
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(request -> request.target().contains(verb + "_requests")
                            && !request.method().equals("GET")
                    ? Reply.json(200, "{\"response_status\":{\"status_code\":2000,\"status\":\"success\"}}")
                    : relay.handOn(request));
            DESK.reachedAt(relay.uri());

            assertThat(DESK.failure(verb + "_requests", arguments(one))).contains("reported success, but");
        }
    }

    @Test
    void requests_are_linked_and_unlinked_once() {
        String remark = arguments(one, other).replace("]}", "],'comments':'Same dog'}");

        assertThat(DESK.ok("link_requests", arguments(one)).path("done").asText())
                .isEqualTo("linked to 1");
        assertThat(DESK.ok("link_requests", remark).path("done").asText()).isEqualTo("linked to 1");
        assertThat(DESK.ok("link_requests", remark).path("done").asText())
                .isEqualTo("nothing: they are linked already");
        assertThat(linked(number)).containsExactlyInAnyOrder(one, other);
        assertThat(DESK.ok("list_linked_requests", "{'request_id':'" + other + "'}")
                        .path("requests")
                        .toString())
                .contains("Same dog", "Cable broken", number);

        assertThat(DESK.ok("unlink_requests", arguments(one)).path("done").asText())
                .isEqualTo("unlinked from 1");
        assertThat(DESK.ok("unlink_requests", arguments(one)).path("done").asText())
                .isEqualTo("nothing: they are not linked");
        assertThat(linked(number)).containsExactly(other);
        assertThat(linked(one)).isEmpty();
    }
}
