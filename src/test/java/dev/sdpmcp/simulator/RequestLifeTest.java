package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A request on its way from open to closed, and into the trash. */
@Tag("component")
class RequestLifeTest {
    @RegisterExtension
    static final RunningSimulator desk = RunningSimulator.usual();

    @Test
    void status_moves_set_the_times_that_go_with_them() {
        String id = desk.newRequest();
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
    void a_closed_request_goes_nowhere_but_open() {
        String id = desk.newRequest();
        status(id, "Closed");

        Answer held = desk.put("/requests/" + id, "{'request':{'status':{'name':'Onhold'}}}");
        Answer cancelled = desk.put("/requests/" + id, "{'request':{'status':{'name':'Cancelled'}}}");

        assertThat(held.verdict()).isEqualTo("400/4009");
        assertThat(cancelled.verdict()).isEqualTo("400/4009");
    }

    @Test
    void close_answers_without_a_record_and_only_once() {
        String id = desk.newRequest();
        String closure =
                "{'request':{'closure_info':{'requester_ack_resolution':true,'closure_comments':'Done','closure_code':{'name':'success'}}}}";

        Answer answer = desk.put("/requests/" + id + "/close", closure);

        assertThat(answer.json().has("request")).isFalse();
        assertThat(answer.at("/response_status/messages/0/type").asText()).isEqualTo("success");
        JsonNode request = desk.get("/requests/" + id).at("/request");
        assertThat(request.at("/status/name").asText()).isEqualTo("Closed");
        assertThat(request.at("/closure_info/closure_code/name").asText()).isEqualTo("Success");
        assertThat(desk.put("/requests/" + id + "/close", "").verdict()).isEqualTo("400/4009");
    }

    @Test
    void close_takes_an_empty_body_and_no_other_fields() {
        assertThat(desk.put("/requests/" + desk.newRequest() + "/close", "").status())
                .isEqualTo(200);
        assertThat(desk.put("/requests/" + desk.newRequest() + "/close", "{'request':{'subject':'y'}}")
                        .verdict())
                .isEqualTo("400/4001");
    }

    @Test
    void assign_and_pickup_set_the_technician() {
        String id = desk.newRequest();
        desk.put(
                "/requests/" + id + "/assign",
                "{'request':{'technician':{'email_id':'yuki.tanabe@example.org'},'group':{'name':'Network and Telephony'}}}");
        JsonNode assigned = desk.get("/requests/" + id).at("/request");
        desk.put("/requests/" + id + "/pickup", "");

        assertThat(assigned.at("/technician/name").asText()).isEqualTo("Yuki Tanabe");
        assertThat(assigned.at("/group/name").asText()).isEqualTo("Network and Telephony");
        assertThat(assigned.at("/assigned_time/value").asText()).isNotEmpty();
        assertThat(desk.get("/requests/" + id).at("/request/technician/name").asText())
                .isEqualTo("Omar Diaz");
        assertThat(desk.put("/requests/" + id + "/assign", "").verdict()).isEqualTo("400/4012");
    }

    @Test
    void a_resolution_remembers_who_wrote_it() {
        String id = desk.newRequest();
        Answer added = desk.post("/requests/" + id + "/resolutions", "{'resolution':{'content':'<p>New cable</p>'}}");

        assertThat(added.at("/resolution/submitted_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(desk.get("/requests/" + id + "/resolutions")
                        .at("/resolution/content")
                        .asText())
                .isEqualTo("<p>New cable</p>");
        assertThat(desk.put("/requests/" + id + "/resolutions", "{'resolution':{}}")
                        .verdict())
                .isEqualTo("400/4012");
    }

    @Test
    void a_request_on_hold_wakes_up_when_its_time_has_come() {
        String id = desk.newRequest();
        long later = Instant.now().plus(Duration.ofHours(2)).toEpochMilli();
        JsonNode held = desk.put(
                        "/requests/" + id,
                        "{'request':{'status':{'name':'Onhold'},'onhold_scheduler':{'scheduled_time':{'value':'" + later
                                + "'},'change_to_status':{'name':'In Progress'},'comments':'Part ordered'}}}")
                .at("/request");
        desk.advance(Duration.ofHours(1));
        String before = statusOf(id);
        desk.advance(Duration.ofHours(2));

        assertThat(held.at("/onhold_scheduler/held_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(before).isEqualTo("Onhold");
        assertThat(statusOf(id)).isEqualTo("In Progress");
        assertThat(desk.get("/requests/" + id).at("/request/onhold_scheduler").isNull())
                .isTrue();
    }

    @Test
    void a_request_is_overdue_by_the_clock_unless_it_is_on_hold() {
        String id = desk.newRequest();
        String held = desk.newRequest();
        status(held, "Onhold");
        desk.advance(Duration.ofDays(3));
        desk.useToken("");

        assertThat(desk.get("/requests/" + id).at("/request/is_overdue").asBoolean())
                .isTrue();
        assertThat(desk.get("/requests/" + held).at("/request/is_overdue").asBoolean())
                .isFalse();
    }

    @Test
    void delete_trashes_first_and_then_deletes_for_good() {
        String id = desk.newRequest();
        desk.delete("/requests/" + id);
        Answer trashed = desk.get("/requests/" + id);

        assertThat(trashed.at("/request/is_trashed").asBoolean()).isTrue();
        assertThat(trashed.at("/request/deleted_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(desk.put("/requests/" + id, "{'request':{'subject':'y'}}").verdict())
                .isEqualTo("400/4009");
        assertThat(desk.list("/requests", "{'row_count':1}")
                        .at("/requests/0/id")
                        .asText())
                .isNotEqualTo(id);
        desk.delete("/requests/" + id);
        assertThat(desk.get("/requests/" + id).verdict()).isEqualTo("404/4007");
    }

    @Test
    void what_is_in_the_trash_comes_back() {
        String id = desk.newRequest();
        assertThat(desk.put("/requests/" + id + "/restore_from_trash", "").message())
                .isEqualTo("Not in trash");
        desk.delete("/requests/" + id + "/move_to_trash");
        desk.put("/requests/" + id + "/restore_from_trash", "");

        assertThat(desk.get("/requests/" + id).at("/request/is_trashed").asBoolean())
                .isFalse();
        assertThat(desk.list("/requests", "{'row_count':1}")
                        .at("/requests/0/id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void every_change_leaves_a_row_of_history() {
        String id = desk.newRequest();
        desk.put("/requests/" + id, "{'request':{'priority':{'name':'High'}}}");
        desk.post("/requests/" + id + "/notes", "{'request_note':{'description':'x'}}");

        JsonNode rows = desk.get("/requests/" + id + "/history").at("/history");

        assertThat(rows.findValuesAsText("operation")).containsExactly("ADD_NOTE", "UPDATE", "CREATE");
        assertThat(rows.at("/1/diff/0/field").asText()).isEqualTo("priority");
        assertThat(rows.at("/1/diff/0/current_value/name").asText()).isEqualTo("High");
        assertThat(rows.at("/1/performed_by/name").asText()).isEqualTo("Omar Diaz");
    }

    private static JsonNode status(String id, String name) {
        Answer answer = desk.put("/requests/" + id, "{'request':{'status':{'name':'" + name + "'}}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/request");
    }

    private static String statusOf(String id) {
        desk.useToken("");
        return desk.get("/requests/" + id).at("/request/status/name").asText();
    }
}
