package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.InvalidArguments;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments as models and clients were reported to send them; the numbers are those of the reports. */
@Tag("component")
@Tag("reports")
class ReportedArgumentsTest {

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

    private JsonNode update(String members) {
        return DESK.ok("update_request", "{'request_id':'" + number + "'," + members + "}");
    }

    private JsonNode request() {
        return DESK.ok("get_request", "{'request_id':'" + number + "'}");
    }

    private static List<String> changed(JsonNode written) {
        return written.findParents("field").stream()
                .map(row -> row.path("field").asText() + ": " + row.path("from").asText() + " -> "
                        + row.path("to").asText())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "'null'", "'NULL'", "'undefined'", "'None'", "null", "[]", "{}", "['']"})
    @DisplayName("B01: what stands for nothing empties no text")
    void nothing_empties_no_text(String nothing) {
        update("'description':'Cable 7','resolution':'Replaced it'");

        JsonNode updated = update(
                "'status':'On Hold','description':" + nothing + ",'resolution':" + nothing + ",'subject':" + nothing
                        + ",'udf_fields':" + nothing.replace("[]", "{}").replace("['']", "null"));

        assertThat(changed(updated)).containsExactly("status: Open -> Onhold");
        assertThat(request().findValue("description").asText()).isEqualTo("Cable 7");
        JsonNode closed = DESK.ok("close_request", "{'request_id':'" + number + "','resolution':" + nothing + "}");
        assertThat(closed.path("done").asText()).isEqualTo("closed");
        assertThat(request().findValue("resolution").asText()).isEqualTo("Replaced it");
    }

    @Test
    @DisplayName("B01: fields are emptied by name, and the answer names what was changed")
    void fields_are_emptied_by_name() {
        update("'description':'Cable 7','priority':'High','due_by_time':'2026-12-24T10:00:00Z'");

        JsonNode cleared = update("'clear':'Description, priority,due-by-time'");

        assertThat(changed(cleared))
                .containsExactly(
                        "description: Cable 7 -> ", "priority: High -> ", "due_by_time: 2026-12-24T10:00:00Z -> ");
        assertThat(request().findValue("description")).isNull();
        assertThat(DESK.failure(
                        "update_request", "{'request_id':'" + number + "','clear':['priority'],'priority':'Low'}"))
                .contains("\"priority\" is given a value and is in \"clear\" too");
        assertThatThrownBy(() -> update("'clear':['subject']"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessageStartingWith("\"clear[0]\": must be one of \"description\"")
                .hasMessageNotContainingAny("\"status\"", "\"status_change_comments\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "list_requests | {'state':'','status':'','priority':'','page':'','page_size':3,'sort_by':'','technician':''}",
                "search_requests | {'query':'cable','state':' ','created_after':'','created_before':'null','requester':''}",
                "create_request | {'subject':'x','requester':'','technician':'','priority':'','description':'','udf_fields':''}",
                "list_problems | {'state':'','page':'','priority':''}",
                "get_metadata | {'kind':''}",
                "list_technicians | {'page':''}",
                "list_tasks | {'module':'request','record_id':'1','page':'','page_size':''}"
            })
    @DisplayName("B02: an optional argument that is blank counts as left out")
    void blank_is_left_out(String tool, String arguments) {
        assertThat(DESK.call(tool, arguments).isError()).isFalse();
    }

    @Test
    @DisplayName("B02: a blank person or code is left out of writes")
    void blank_names_are_left_out_of_writes() {
        assertThat(DESK.ok("assign_request", "{'request_id':'" + number + "','technician':'','group':'Service Desk'}")
                        .path("group")
                        .asText())
                .isEqualTo("Service Desk");
        assertThat(DESK.ok("close_request", "{'request_id':'" + number + "','closure_code':'','resolution':'done'}")
                        .path("status")
                        .asText())
                .isEqualTo("Closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#N", "##RE-N##", "RE-N", "Request N", "request #N", "Ticket no. N", "N.0", " [N] ", "ID: N"})
    @DisplayName("B03: a number is taken with its decoration")
    void a_number_is_taken_with_its_decoration(String form) {
        assertThat(DESK.ok("get_request", "{'request_id':'" + form.replace("N", number) + "'}")
                        .path("display_id")
                        .asText())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PB-N", "Problem N", "N or 7", "N.5", "-N"})
    @DisplayName("B03: a number of something else is refused")
    void a_number_of_something_else_is_refused(String form) {
        assertThat(DESK.failure("get_request", "{'request_id':'" + form.replace("N", number) + "'}"))
                .contains("A request is named by its number");
    }

    @Test
    @DisplayName("B03: text for numbers and booleans, objects and lists for names, names in any case")
    void other_forms_are_taken() {
        JsonNode listed = DESK.ok(
                "list_requests",
                "{'state':'All','page_size':'2','page':2.0,'ascending':'TRUE','priority':{'name':'High'},"
                        + "'sort_by':['Created Time']}");

        assertThat(listed.path("returned").asInt()).isEqualTo(2);
        assertThat(changed(update("'udf_fields':'{\\\"txt_cost_centre\\\":4711}'")))
                .containsExactly("udf_fields.txt_cost_centre:  -> 4711");
    }

    @Test
    @DisplayName("B04, B07: null clears one additional field, a blank one leaves it alone")
    void null_clears_an_additional_field() {
        update("'udf_fields':{'txt_cost_centre':'4711','num_affected_users':3}");

        JsonNode cleared = update("'udf_fields':{'txt_cost_centre':null,'num_affected_users':''}");

        assertThat(changed(cleared)).containsExactly("udf_fields.txt_cost_centre: 4711 -> ");
        assertThat(request().toString()).contains("\"num_affected_users\":\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p></p>", "<div><br></div>", "\u00a0", "\u200b"})
    @DisplayName("B01: a text that shows nothing replaces none")
    void a_text_that_shows_nothing_replaces_none(String nothing) {
        update("'description':'Cable 7'");

        DESK.call("update_request", "{'request_id':'" + number + "','description':'" + nothing + "'}");

        assertThat(request().findValue("description").asText()).isEqualTo("Cable 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject | PRINTER DOWN | Printer down",
                "subject | <urgent> | <low>",
                "description | [portal](https://intranet/x) | portal"
            })
    @DisplayName("B01: a change of case or markup is a change")
    void a_change_of_case_or_markup_is_a_change(String field, String before, String after) {
        update("'" + field + "':'" + before + "'");

        assertThat(update("'" + field + "':'" + after + "'").path("changed").size())
                .isEqualTo(1);
    }
}
