package dev.sdpmcp.desk.module;

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

/** What is special about solutions: they have no number, are searched by keywords, and are approved instead of closed. */
@Tag("component")
class SolutionsTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    private static String newSolution() {
        return DESK.ok("create_solution", "{'title':'Clean the fan','description':'Use **air**','topic':'hardware'}")
                .path("id")
                .asText();
    }

    private static JsonNode act(String verb, String id) {
        return DESK.ok(verb + "_solution", "{'solution_id':'" + id + "','operation_comment':'Read twice'}");
    }

    private static void missing(String path) {
        DESK.fault("{\"kind\":\"not_found\",\"method\":\"PUT\",\"path\":\"" + path + "\",\"count\":9}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "toner cabinet | Replace the toner of a floor printer",
                "onboarding | Order a computer for a new colleague",
                "SPOOLER queue | Printer shows offline although it is on"
            })
    void words_are_found_in_titles_texts_and_keywords(String query, String title) {
        JsonNode page = DESK.ok("search_solutions", "{'query':'" + query + "'}");

        assertThat(page.path("solutions").findValuesAsText("title")).containsExactly(title);
    }

    @Test
    void a_new_solution_is_not_approved_and_has_the_topic_of_that_name() {
        JsonNode made = DESK.ok("get_solution", "{'solution_id':'" + newSolution() + "'}");

        assertThat(made.path("topic").asText()).isEqualTo("Hardware");
        assertThat(made.path("approval_status").asText()).isEqualTo("UnApproved");
        assertThat(made.path("description").asText()).isEqualTo("Use **air**");
        assertThat(made.has("display_id")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"submit, Approval Pending", "approve, Approved", "reject, Rejected"})
    void an_action_gives_it_another_status_once(String verb, String status) {
        String id = newSolution();

        assertThat(act(verb, id).path("approval_status").asText()).isEqualTo(status);
        assertThat(act(verb, id).path("done").asText()).startsWith("nothing: it was ");
        assertThat(DESK.ok("list_solutions", "{'title':'fan','approval_status':'" + status + "'}")
                        .path("returned")
                        .asInt())
                .isOne();
    }

    @Test
    void an_action_whose_answer_was_lost_is_looked_for() {
        String id = newSolution();
        DESK.fault("{\"kind\":\"drop\",\"method\":\"PUT\",\"path\":\"/solutions/*/approve\",\"after_commit\":true}");

        JsonNode approved = act("approve", id);

        assertThat(approved.path("done").asText()).contains("approved", "a look shows");
        assertThat(approved.path("approval_status").asText()).isEqualTo("Approved");
    }

    @Test
    void an_action_that_has_an_underscore_on_this_site_is_found() {
        missing("/solutions/*/approve");

        assertThat(act("approve", newSolution()).path("approval_status").asText())
                .isEqualTo("Approved");
    }

    @Test
    void a_solution_in_the_trash_is_not_listed_and_can_be_deleted_by_a_person_only() {
        String id = newSolution();

        DESK.ok("delete_solution", "{'solution_id':'" + id + "'}");

        assertThat(DESK.ok("list_solutions", "{'title':'fan'}").path("returned").asInt())
                .isZero();
        assertThat(DESK.failure("update_solution", "{'solution_id':'" + id + "','keywords':'dust'}"))
                .contains("in the trash");
    }

    @Test
    void an_approval_that_has_no_action_on_this_site_is_a_change_of_the_status() {
        missing("/solutions/*approve");

        assertThat(DESK.failure("approve_solution", "{'solution_id':'" + newSolution() + "'}"))
                .contains("approval_status", "Read only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "SOL-12", "fan"})
    void what_is_no_internal_id_names_no_solution(String name) {
        assertThat(DESK.failure("get_solution", "{'solution_id':'" + name + "'}"))
                .contains("long internal id", "search_solutions");
    }

    @Test
    void an_unknown_status_is_answered_with_all_that_there_are() {
        assertThat(DESK.failure("list_solutions", "{'approval_status':'good'}"))
                .contains("UnApproved | Approved | Approval Pending | Rejected | Expired");
    }

    @Test
    void a_site_without_topics_takes_them_as_they_are_given() {
        DESK.fault("{\"kind\":\"not_found\",\"method\":\"GET\",\"path\":\"/topics\",\"count\":9}");

        assertThat(DESK.ok("list_solutions", "{'topic':'Printing'}")
                        .path("solutions")
                        .findValuesAsText("topic"))
                .hasSize(2)
                .containsOnly("Printing");
    }
}
