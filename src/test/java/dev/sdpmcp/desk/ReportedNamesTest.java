package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.setting.Profile;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of people, records, values and fields, and words of searches, as they were reported; the numbers are those of the reports. */
@Tag("component")
@Tag("reports")
class ReportedNamesTest {

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

    private static List<String> changed(JsonNode written) {
        return written.findParents("field").stream()
                .map(row -> row.path("field").asText() + ": " + row.path("from").asText() + " -> "
                        + row.path("to").asText())
                .toList();
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

    @Test
    @DisplayName("B06: a word is found as it is stored, with typographic quotes too")
    void a_word_is_found_as_it_is_stored() {
        DESK.ok("create_request", "{'subject':'Can’t print \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'}");

        for (String query : List.of("Can’t", "can\\u0027t", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")) {
            assertThat(DESK.ok("search_requests", "{'query':'" + query + "'}")
                            .path("returned")
                            .asInt())
                    .as(query)
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("B06: nobody is no requester")
    void nobody_is_no_requester() {
        assertThat(DESK.failure("list_requests", "{'requester':'none'}")).contains("There is no requester \"none\"");
        assertThat(DESK.ok("list_requests", "{'technician':'None','page_size':1}")
                        .path("returned")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("B07: choices of a pick list are taken as they are called, and the others are refused")
    void choices_are_taken_as_they_are_called() {
        assertThat(changed(update("'udf_fields':{'pick_floor':'floor 2'}")))
                .containsExactly("udf_fields.pick_floor:  -> Floor 2");
        assertThat(DESK.failure(
                        "update_request", "{'request_id':'" + number + "','udf_fields':{'pick_floor':'loor 2'}}"))
                .contains("pick_floor takes one of: Ground floor | Floor 2 | Floor 20; not \"loor 2\"");
        assertThat(DESK.failure(
                        "update_request",
                        "{'request_id':'" + number + "','udf_fields':{'pick_floor':'Floor 2','PICK_FLOOR':null}}"))
                .contains("given twice");
        assertThat(DESK.ok("get_metadata", "{'kind':'additional_fields'}").toString())
                .contains("\"choices\":[\"Ground floor\",\"Floor 2\",\"Floor 20\"]");
    }

    @Test
    @DisplayName("B06: an empty list says which condition could not be checked")
    void an_empty_list_says_what_was_not_checked() {
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"/groups\",\"count\":5}");
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"/support_groups\",\"count\":5}");

        assertThat(DESK.ok("list_requests", "{'group':'Nowhere'}").path("note").asText())
                .contains("does not list every group", "\"Nowhere\"");
    }
}
