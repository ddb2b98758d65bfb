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

/** Looking at changes and taking them back, against the simulator and a real database. */
@Tag("component")
class ChangeHistoryToolsTest {

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

    private JsonNode changes() {
        return DESK.ok("get_change_history", "{'request_id':'" + number + "'}").path("changes");
    }

    private JsonNode request() {
        return DESK.ok("get_request", "{'request_id':'" + number + "'}");
    }

    private JsonNode update(String fields) {
        return DESK.ok("update_request", "{'request_id':'" + number + "'," + fields + "}");
    }

    private JsonNode revert(JsonNode change) {
        return DESK.ok("revert_change", "{'change_id':" + change.path("change_id") + "}");
    }

    private static JsonNode field(JsonNode change, String name) {
        for (JsonNode field : change.path("fields")) {
            if (field.path("field").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("no field " + name + " in " + change);
    }

    @Test
    void shows_every_field_of_an_update_with_both_values() {
        update("'priority':'High','subject':'Cable cut','udf_fields':{'txt_cost_centre':'CC-9'}");

        JsonNode change = changes().path(0);
        assertThat(change.path("tool").asText()).isEqualTo("update_request");
        assertThat(change.path("by").asText()).isNotEmpty();
        assertThat(change.path("outcome").asText()).isEqualTo("made");
        assertThat(field(change, "priority").path("after").asText()).isEqualTo("High");
        assertThat(field(change, "subject").path("before").asText()).isEqualTo("Cable broken");
        assertThat(field(change, "subject").path("after").asText()).isEqualTo("Cable cut");
        assertThat(field(change, "udf_fields.txt_cost_centre").has("before")).isFalse();
        assertThat(change.path("fields")).hasSize(3);
    }

    @Test
    void keeps_what_does_not_change_out_of_it() {
        update("'subject':'Cable broken','urgency':'High'");

        assertThat(changes().path(0).path("fields")).hasSize(1);
    }

    @Test
    void takes_an_update_back() {
        JsonNode before = request();
        update("'priority':'High','subject':'Cable cut','description':'**Cut** in two','category':'software',"
                + "'subcategory':'application','udf_fields':{'txt_cost_centre':'CC-9'},'due_by_time':'2026-12-24'");

        JsonNode reverted = revert(changes().path(0));

        assertThat(reverted.path("done").asText()).isEqualTo("reverted");
        JsonNode after = request();
        for (String part : new String[] {"subject", "description", "standing", "classification", "udf_fields"}) {
            assertThat(after.path(part)).as(part).isEqualTo(before.path(part));
        }
        assertThat(after.path("times").path("due_by_time"))
                .isEqualTo(before.path("times").path("due_by_time"));
    }

    @Test
    void takes_an_assignment_a_closure_and_a_revert_back() {
        DESK.ok("assign_request", "{'request_id':'" + number + "','technician':'omar diaz','group':'workplace'}");
        JsonNode assigned = changes().path(0);
        assertThat(field(assigned, "technician").path("after").asText()).contains("omar.diaz");

        revert(assigned);
        assertThat(request().path("parties").has("technician")).isFalse();

        revert(changes().path(0));
        assertThat(request().path("parties").path("technician").asText()).startsWith("Omar Diaz");

        DESK.ok("close_request", "{'request_id':'" + number + "','resolution':'New cable'}");
        assertThat(request().path("standing").path("status").asText()).isEqualTo("Closed");
        revert(changes().path(0));
        assertThat(request().path("standing").path("status").asText()).isNotEqualTo("Closed");
    }

    @Test
    void refuses_to_take_back_what_was_changed_again_since() {
        update("'priority':'High','urgency':'High'");
        JsonNode first = changes().path(0);
        update("'priority':'Low'");

        assertThat(DESK.failure("revert_change", "{'change_id':" + first.path("change_id") + "}"))
                .contains("Nothing was changed", "priority", "changed again since")
                .doesNotContain("urgency");
        assertThat(request().path("standing").path("priority").asText()).isEqualTo("Low");
    }

    @Test
    void does_nothing_where_it_is_as_it_was() {
        update("'subject':'Cable cut'");
        JsonNode change = changes().path(0);
        update("'subject':'Cable broken'");

        assertThat(revert(change).path("done").asText()).startsWith("nothing");
        assertThat(changes()).hasSize(2);
    }

    @Test
    void knows_that_a_refused_update_was_not_made() {
        DESK.failure("update_request", "{'request_id':'" + number + "','category':'hardware','subcategory':'no such'}");
        assertThat(changes()).isEmpty();

        DESK.fault("{\"kind\":\"not_found\",\"method\":\"PUT\",\"path\":\"/requests/*\",\"count\":1}");
        DESK.failure("update_request", "{'request_id':'" + number + "','subject':'Refused'}");

        JsonNode change = changes().path(0);
        assertThat(change.path("outcome").asText()).isEqualTo("not_made");
        assertThat(DESK.failure("revert_change", "{'change_id':" + change.path("change_id") + "}"))
                .contains("that was made");
    }

    @Test
    void changes_nothing_that_cannot_be_written_down() {
        DESK.databaseIsAway();
        try {
            assertThat(DESK.failure("update_request", "{'request_id':'" + number + "','subject':'Unrecorded'}"))
                    .contains("nothing was changed");
            assertThat(DESK.failure("get_change_history", "{'request_id':'" + number + "'}"))
                    .contains("cannot be read now");
        } finally {
            DESK.databaseIsBack();
        }
        assertThat(request().path("subject").asText()).isEqualTo("Cable broken");
    }

    @Test
    void says_what_is_wrong_with_its_arguments() {
        assertThat(DESK.failure("revert_change", "{'change_id':'nonsense'}")).contains("get_change_history");
        assertThat(DESK.failure("get_change_history", "{'request_id':'" + number + "','before':'yesterday'}"))
                .contains("before", "change_id");
    }

    @Test
    void pages_backwards() {
        for (String subject : new String[] {"One", "Two", "Three"}) {
            update("'subject':'" + subject + "'");
        }

        JsonNode first = DESK.ok("get_change_history", "{'request_id':'" + number + "','limit':2}");
        JsonNode rest = DESK.ok(
                "get_change_history",
                "{'request_id':'" + number + "','limit':2,'before':"
                        + first.path("changes").path(1).path("changed_at") + "}");

        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(rest.path("changes")).hasSize(1);
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(field(rest.path("changes").path(0), "subject").path("after").asText())
                .isEqualTo("One");
    }

    @Test
    void shows_the_beginning_of_long_text_and_takes_all_of_it_back() {
        String before = "first " + "\\\"quoted\\\" ".repeat(1_500);
        update("'description':'" + before + "'");
        update("'description':'second'");

        JsonNode change = changes().path(0);
        assertThat(field(change, "description").path("before").asText())
                .contains("first", "\"quoted\"")
                .endsWith("…")
                .hasSizeLessThan(600);
        revert(change);
        assertThat(field(changes().path(0), "description").path("after").asText())
                .contains("first");
        assertThat(request().toString()).contains("quoted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"get_change_history | {'request_id':'100000000000000001'}", "revert_change | {'change_id':'none'}"
            })
    void what_asks_only_our_own_database_is_limited_for_each_key(String tool, String arguments) {
        try (SimulatedDesk own = new SimulatedDesk(Profile.DEFAULT)) {
            String answer = "";
            for (int i = 0; i < 1_000 && !answer.contains("too often"); i++) {
                answer = SimulatedDesk.textOf(own.call(tool, arguments));
            }

            assertThat(answer)
                    .isEqualTo(
                            "Nothing was done: this API key reads the change history too often (more than 120 a minute)."
                                    + " Wait for the answers that are due, then try again in 1 s, one call after the other.");
        }
    }
}
