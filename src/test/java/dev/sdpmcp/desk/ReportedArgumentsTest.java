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
    @ValueSource(
            strings = {
                "Wei Chen <wei.chen@example.org>",
                "mailto:wei.chen@example.org",
                "Chen, Wei (WEI.CHEN@example.org)",
                "wei.chen@example.org",
                "chen wei"
            })
    @DisplayName("B06: a person is taken back as tools show him")
    void a_person_is_taken_back(String form) {
        DESK.ok("create_request", "{'subject':'Forklift','requester':'" + form + "'}");

        JsonNode found = DESK.ok("list_requests", "{'state':'all','requester':'" + form + "'}");
        JsonNode searched = DESK.ok("search_requests", "{'query':'forklift','requester':'" + form + "'}");

        assertThat(found.path("returned").asInt()).isPositive();
        assertThat(searched.path("returned").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("B06: a technician is taken as tools show him")
    void a_technician_is_taken_back() {
        String shown =
                DESK.ok("list_technicians", "{}").at("/technicians/0/name").asText() + " <"
                        + DESK.ok("list_technicians", "{}")
                                .at("/technicians/0/email_id")
                                .asText() + ">";

        assertThat(DESK.ok("assign_request", "{'request_id':'" + number + "','technician':'" + shown + "'}")
                        .path("done")
                        .asText())
                .isEqualTo("assigned");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'requester':'nobody@example.org' | There is no requester \"nobody@example.org\"",
                "'requester':'999999999999999999' | There is no requester \"999999999999999999\"",
                "'requester':'Nobody Atall' | There is no requester \"Nobody Atall\"",
                "'technician':'nobody@example.org' | There is no technician",
                "'group':'Nowhere' | There is no group \"Nowhere\""
            })
    @DisplayName("B06: a condition that cannot match is an error")
    void a_condition_that_cannot_match_is_an_error(String condition, String sentence) {
        assertThat(DESK.failure("list_requests", "{'state':'all'," + condition + "}"))
                .contains(sentence);
    }

    @Test
    @DisplayName("B06: a period that ends before it begins is an error")
    void a_period_that_ends_before_it_begins_is_an_error() {
        assertThat(DESK.failure(
                        "search_requests", "{'query':'x','created_after':'2026-02-01','created_before':'2026-01-01'}"))
                .contains("later than created_after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“printer’s café”",
                "«printer’s cafe\u0301»",
                "printer's\u00A0caf\u00E9",
                "\u200Bprinter's\u2003café"
            })
    @DisplayName("B06: words are looked for as the desk stores them")
    void words_are_normalised(String query) {
        DESK.ok("create_request", "{'subject':\"the printer's café\"}".replace("printer's", "printer\\u0027s"));

        assertThat(DESK.ok("search_requests", "{'query':'" + query.replace("'", "\\u0027") + "'}")
                        .path("returned")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"9999999, get_request takes a number", "mailbox AND quota, no operators", "status:open, no operators"})
    @DisplayName("B06: an empty search says what it did not understand")
    void an_empty_search_says_why(String query, String note) {
        assertThat(DESK.ok("search_requests", "{'query':'" + query + "'}")
                        .path("note")
                        .asText())
                .contains(note);
    }

    @Test
    @DisplayName("B07: the names, types and modules of additional fields can be found out")
    void additional_fields_can_be_found_out() {
        JsonNode kind = DESK.ok("get_metadata", "{'kind':'additional fields'}").at("/kinds/0");

        assertThat(kind.path("values").findValuesAsText("name")).contains("txt_cost_centre", "bool_major_problem");
        assertThat(kind.path("values").findValuesAsText("belongs_to")).contains("request", "problem", "change");
        assertThat(kind.path("values").findValuesAsText("type")).contains("boolean", "integer", "datetime");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'txt_nope':'x' | There is no additional field \"txt_nope\". The requests of this site have: txt_cost_centre",
                "'bool_vip_case':'perhaps' | bool_vip_case takes true or false; not \"perhaps\"",
                "'num_affected_users':'many' | num_affected_users takes a number; not \"many\""
            })
    @DisplayName("B07: a wrong name is told from a wrong value")
    void a_wrong_name_is_told_from_a_wrong_value(String fields, String sentence) {
        assertThat(DESK.failure("update_request", "{'request_id':'" + number + "','udf_fields':{" + fields + "}}"))
                .contains(sentence);
    }
}
