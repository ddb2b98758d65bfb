package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Making and changing requests, against the simulator as documented. */
@Tag("component")
class RequestWritingTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

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

    @Test
    void creates_with_names_in_any_form() {
        JsonNode made = DESK.ok(
                "create_request",
                "{'subject':'Printer on fire','description':'It **burns**','requester':'mira.holm@example.org',"
                        + "'priority':'high','category':'hardware','subcategory':'general','technician':'omar diaz',"
                        + "'group':'workplace','due_by_time':'2026-12-24','udf_fields':{'txt_cost_centre':'CC-1',"
                        + "'bool_vip_case':'true'}}");

        JsonNode read = DESK.ok("get_request", "{'request_id':" + made.path("display_id") + "}");
        assertThat(read.path("description").asText()).isEqualTo("It **burns**");
        assertThat(read.path("standing").path("priority").asText()).isEqualTo("High");
        assertThat(read.path("classification").path("subcategory").asText()).isEqualTo("General");
        assertThat(read.path("parties").path("technician").asText()).startsWith("Omar Diaz");
        assertThat(read.path("parties").path("requester").asText()).startsWith("Mira Holm");
        assertThat(read.path("times").path("due_by_time").asText()).isEqualTo("2026-12-24T23:59:00Z");
        assertThat(read.path("udf_fields").path("txt_cost_centre").asText()).isEqualTo("CC-1");
    }

    @Test
    void a_subcategory_is_looked_for_in_its_category() {
        assertThat(DESK.failure("create_request", "{'subject':'x','category':'hardware','subcategory':'database'}"))
                .contains("in \"Hardware\"", "Printer")
                .doesNotContain("File Access");
    }

    @Test
    void a_requester_must_be_known() {
        assertThat(DESK.failure("create_request", "{'subject':'x','requester':'nobody@example.org'}"))
                .contains("requester", "known");
        assertThat(DESK.failure("create_request", "{'subject':'x','requester':'Nobody Atall'}"))
                .contains("There is no requester");
    }

    @Test
    void updates_only_what_is_given() {
        JsonNode before = DESK.ok("get_request", "{'request_id':'" + number + "'}");
        DESK.ok("update_request", "{'request_id':'" + number + "','urgency':'high','status':'on hold'}");

        JsonNode after = DESK.ok("get_request", "{'request_id':'" + number + "'}");
        assertThat(after.path("standing").path("urgency").asText()).isEqualTo("High");
        assertThat(after.path("standing").path("status").asText()).isEqualTo("Onhold");
        assertThat(after.path("subject")).isEqualTo(before.path("subject"));
    }

    @Test
    void an_update_without_changes_is_refused() {
        assertThat(DESK.failure("update_request", "{'request_id':'" + number + "'}"))
                .contains("Nothing to change");
    }

    @Test
    void assigns_by_name_and_replaces_who_had_it() {
        assertThat(DESK.ok("assign_request", "{'request_id':'" + number + "','technician':'priya'}")
                        .path("technician")
                        .asText())
                .isEqualTo("Priya Raman");
        assertThat(DESK.ok("assign_request", "{'request_id':'" + number + "','group':'network'}")
                        .path("group")
                        .asText())
                .isEqualTo("Network and Telephony");
    }

    @Test
    void an_ambiguous_technician_is_answered_with_the_candidates() {
        assertThat(DESK.failure("assign_request", "{'request_id':'" + number + "','technician':'an'}"))
                .contains("more than one", "priya.raman@example.org", "yuki.tanabe@example.org");
        assertThat(DESK.failure("assign_request", "{'request_id':'" + number + "','technician':'Zaphod'}"))
                .contains("no technician", "find_technician");
    }

    @Test
    void the_default_technician_gets_what_nobody_is_named_for() {
        assertThat(DESK.failure("assign_request", "{'request_id':'" + number + "'}"))
                .contains("SDP_DEFAULT_TECHNICIAN_EMAIL");

        DESK.withDefaultTechnician("aisha.bello@example.org");

        assertThat(DESK.ok("assign_request", "{'request_id':'" + number + "'}")
                        .path("technician")
                        .asText())
                .isEqualTo("Aisha Bello");
    }

    @Test
    void closes_with_a_resolution() {
        JsonNode closed = DESK.ok(
                "close_request", "{'request_id':'" + number + "','resolution':'New cable','closure_comments':'works'}");

        assertThat(closed.path("status").asText()).isEqualTo("Closed");
        JsonNode read = DESK.ok("get_request", "{'request_id':'" + number + "'}");
        assertThat(read.path("resolution").asText()).isEqualTo("New cable");
        assertThat(read.path("closure_comments").asText()).isEqualTo("works");
        assertThat(DESK.ok("close_request", "{'request_id':'" + number + "'}")
                        .path("done")
                        .asText())
                .contains("already");
    }

    @Test
    void a_warning_is_not_a_closure_and_says_what_is_missing() {
        DESK.settings("{\"closureRules\":[\"resolution\"]}");
        DESK.ok("create_request", "{'subject':'Bare'}");
        number = DESK.ok("search_requests", "{'query':'Bare'}")
                .path("requests")
                .path(0)
                .path("display_id")
                .asText();

        assertThat(DESK.failure("close_request", "{'request_id':'" + number + "'}"))
                .contains("The request was not closed", "resolution (give resolution)");
        assertThat(status(number)).isEqualTo("Open");
        assertThat(DESK.ok("close_request", "{'request_id':'" + number + "','resolution':'done'}")
                        .path("status")
                        .asText())
                .isEqualTo("Closed");
    }

    @Test
    void an_unknown_closure_code_closes_nothing() {
        assertThat(DESK.failure("close_request", "{'request_id':'" + number + "','closure_code':'Magic'}"))
                .contains("no closure_code \"Magic\"", "Success");
        assertThat(status(number)).isNotEqualTo("Closed");
    }

    @Test
    void sends_no_closure_code_where_the_site_has_none() {
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"/closure_codes\",\"count\":5}");

        DESK.ok("close_request", "{'request_id':'" + number + "'}");

        assertThat(DESK.log().toString()).contains("/close").doesNotContain("\\\"closure_code\\\"");
    }

    @Test
    void closes_by_status_where_there_is_no_action_for_it() {
        DESK.fault("{\"kind\":\"not_found\",\"method\":\"PUT\",\"path\":\"/requests/*/close\",\"count\":5}");

        assertThat(DESK.ok("close_request", "{'request_id':'" + number + "','resolution':'x'}")
                        .path("status")
                        .asText())
                .isEqualTo("Closed");
    }

    @Test
    void adds_notes_that_are_private_and_harmless() {
        JsonNode note = DESK.ok("add_note", "{'request_id':'" + number + "','text':'a <script>b()</script> **c**'}");

        assertThat(note.path("shown_to_requester").asBoolean()).isFalse();
        assertThat(note.path("note_id").asText()).isNotEmpty();
        assertThat(DESK.failure("add_note", "{'request_id':'99999','text':'x'}"))
                .contains("There is no request");
    }

    private static String status(String number) {
        return DESK.ok("get_request", "{'request_id':'" + number + "'}")
                .path("standing")
                .path("status")
                .asText();
    }
}
