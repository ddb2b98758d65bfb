package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Status changes, actions and trash of requests. */
@Tag("component")
class RequestLifeTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @Test
    void status_moves_set_the_times_that_go_with_them() {
        String id = simulator.newRequest();
        assertThat(status(id, "In Progress").at("/resolved_time").isNull()).isTrue();

        JsonNode resolved = status(id, "Resolved");
        JsonNode closed = status(id, "Closed");
        JsonNode reopened = status(id, "Open");

        assertThat(resolved.at("/resolved_time/value").asText()).isNotEmpty();
        assertThat(resolved.at("/completed_time").isNull()).isTrue();
        assertThat(closed.at("/completed_time/value").asText()).isNotEmpty();
        assertThat(reopened.at("/is_reopened").asBoolean()).isTrue();
        assertThat(reopened.at("/completed_time").isNull()).isTrue();
    }

    @Test
    void a_closed_request_can_only_be_reopened() {
        String id = simulator.newRequest();
        status(id, "Closed");

        Answer held = simulator.put("/requests/" + id, "{'request':{'status':{'name':'Onhold'}}}");
        Answer cancelled = simulator.put("/requests/" + id, "{'request':{'status':{'name':'Cancelled'}}}");

        assertThat(held.verdict()).isEqualTo("400/4009");
        assertThat(cancelled.verdict()).isEqualTo("400/4009");
    }

    @Test
    void close_answers_without_a_record_and_only_once() {
        String id = simulator.newRequest();
        String closure =
                "{'request':{'closure_info':{'requester_ack_resolution':true,'closure_comments':'Done','closure_code':{'name':'success'}}}}";

        Answer answer = simulator.put("/requests/" + id + "/close", closure);

        assertThat(answer.json().has("request")).isFalse();
        assertThat(answer.at("/response_status/messages/0/type").asText()).isEqualTo("success");
        JsonNode request = simulator.get("/requests/" + id).at("/request");
        assertThat(request.at("/status/name").asText()).isEqualTo("Closed");
        assertThat(request.at("/closure_info/closure_code/name").asText()).isEqualTo("Success");
        assertThat(simulator.put("/requests/" + id + "/close", "").verdict()).isEqualTo("400/4009");
    }

    @Test
    void close_takes_an_empty_body_and_no_other_fields() {
        assertThat(simulator
                        .put("/requests/" + simulator.newRequest() + "/close", "")
                        .status())
                .isEqualTo(200);
        assertThat(simulator
                        .put("/requests/" + simulator.newRequest() + "/close", "{'request':{'subject':'y'}}")
                        .verdict())
                .isEqualTo("400/4001");
    }

    @Test
    void assign_and_pickup_set_the_technician() {
        String id = simulator.newRequest();
        simulator.put(
                "/requests/" + id + "/assign",
                "{'request':{'technician':{'email_id':'yuki.tanabe@example.org'},'group':{'name':'Network and Telephony'}}}");
        JsonNode assigned = simulator.get("/requests/" + id).at("/request");
        simulator.put("/requests/" + id + "/pickup", "");

        assertThat(assigned.at("/technician/name").asText()).isEqualTo("Yuki Tanabe");
        assertThat(assigned.at("/group/name").asText()).isEqualTo("Network and Telephony");
        assertThat(assigned.at("/assigned_time/value").asText()).isNotEmpty();
        assertThat(simulator
                        .get("/requests/" + id)
                        .at("/request/technician/name")
                        .asText())
                .isEqualTo("Omar Diaz");
        assertThat(simulator.put("/requests/" + id + "/assign", "").verdict()).isEqualTo("400/4012");
    }

    @Test
    void a_resolution_has_its_author() {
        String id = simulator.newRequest();
        Answer added =
                simulator.post("/requests/" + id + "/resolutions", "{'resolution':{'content':'<p>New cable</p>'}}");

        assertThat(added.at("/resolution/submitted_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(simulator
                        .get("/requests/" + id + "/resolutions")
                        .at("/resolution/content")
                        .asText())
                .isEqualTo("<p>New cable</p>");
        assertThat(simulator
                        .put("/requests/" + id + "/resolutions", "{'resolution':{}}")
                        .verdict())
                .isEqualTo("400/4012");
    }

    @Test
    void a_request_on_hold_resumes_when_it_is_due() {
        String id = simulator.newRequest();
        long later = Instant.now().plus(Duration.ofHours(2)).toEpochMilli();
        JsonNode held = simulator
                .put(
                        "/requests/" + id,
                        "{'request':{'status':{'name':'Onhold'},'onhold_scheduler':{'scheduled_time':{'value':'" + later
                                + "'},'change_to_status':{'name':'In Progress'},'comments':'Part ordered'}}}")
                .at("/request");
        simulator.advance(Duration.ofHours(1));
        String before = statusOf(id);
        simulator.advance(Duration.ofHours(2));

        assertThat(held.at("/onhold_scheduler/held_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(before).isEqualTo("Onhold");
        assertThat(statusOf(id)).isEqualTo("In Progress");
        assertThat(simulator
                        .get("/requests/" + id)
                        .at("/request/onhold_scheduler")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_request_is_overdue_by_the_clock_unless_it_is_on_hold() {
        String id = simulator.newRequest();
        String held = simulator.newRequest();
        status(held, "Onhold");
        simulator.advance(Duration.ofDays(3));
        simulator.useToken("");

        assertThat(simulator.get("/requests/" + id).at("/request/is_overdue").asBoolean())
                .isTrue();
        assertThat(simulator.get("/requests/" + held).at("/request/is_overdue").asBoolean())
                .isFalse();
    }

    @Test
    void the_second_deletion_is_permanent() {
        String id = simulator.newRequest();
        simulator.delete("/requests/" + id);
        Answer trashed = simulator.get("/requests/" + id);

        assertThat(trashed.at("/request/is_trashed").asBoolean()).isTrue();
        assertThat(trashed.at("/request/deleted_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(simulator
                        .put("/requests/" + id, "{'request':{'subject':'y'}}")
                        .verdict())
                .isEqualTo("400/4009");
        assertThat(simulator
                        .list("/requests", "{'row_count':1}")
                        .at("/requests/0/id")
                        .asText())
                .isNotEqualTo(id);
        simulator.delete("/requests/" + id);
        assertThat(simulator.get("/requests/" + id).verdict()).isEqualTo("404/4007");
    }

    @Test
    void a_request_in_the_trash_can_be_restored() {
        String id = simulator.newRequest();
        assertThat(simulator.put("/requests/" + id + "/restore_from_trash", "").message())
                .isEqualTo("Not in trash");
        simulator.delete("/requests/" + id + "/move_to_trash");
        simulator.put("/requests/" + id + "/restore_from_trash", "");

        assertThat(simulator.get("/requests/" + id).at("/request/is_trashed").asBoolean())
                .isFalse();
        assertThat(simulator
                        .list("/requests", "{'row_count':1}")
                        .at("/requests/0/id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void every_change_adds_a_row_of_history() {
        String id = simulator.newRequest();
        simulator.put("/requests/" + id, "{'request':{'priority':{'name':'High'}}}");
        simulator.post("/requests/" + id + "/notes", "{'request_note':{'description':'x'}}");

        JsonNode rows = simulator.get("/requests/" + id + "/history").at("/history");

        assertThat(rows.findValuesAsText("operation")).containsExactly("ADD_NOTE", "UPDATE", "CREATE");
        assertThat(rows.at("/1/diff/0/field").asText()).isEqualTo("priority");
        assertThat(rows.at("/1/diff/0/current_value/name").asText()).isEqualTo("High");
        assertThat(rows.at("/1/performed_by/name").asText()).isEqualTo("Omar Diaz");
    }

    private static JsonNode status(String id, String name) {
        Answer answer = simulator.put("/requests/" + id, "{'request':{'status':{'name':'" + name + "'}}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/request");
    }

    private static String statusOf(String id) {
        simulator.useToken("");
        return simulator.get("/requests/" + id).at("/request/status/name").asText();
    }
}
