package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Solutions, which are approved, and what releases do otherwise than changes. */
@Tag("component")
class SolutionsAndReleasesTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    private static final String WHOLE = "'title':'A fan','description':'<b>Air</b>','topic':{'name':'printing'}";

    private static String newSolution() {
        return "/solutions/"
                + simulator
                        .post("/solutions", "{'solution':{" + WHOLE + "}}")
                        .at("/solution/id")
                        .asText();
    }

    private static String newRelease() {
        return "/releases/"
                + simulator
                        .post("/releases", "{'release':{'title':'Firmware 4'}}")
                        .at("/release/id")
                        .asText();
    }

    private static String status(String solution) {
        return simulator.get(solution).at("/solution/approval_status/name").asText();
    }

    @Test
    void a_new_solution_is_not_approved_and_belongs_to_the_caller() {
        JsonNode solution = simulator.get(newSolution()).at("/solution");

        assertThat(solution.at("/approval_status/name").asText()).isEqualTo("UnApproved");
        assertThat(solution.at("/owner/name").asText()).isEqualTo("Omar Diaz");
        assertThat(solution.at("/topic/name").asText()).isEqualTo("Printing");
        assertThat(solution.has("display_id")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'title':'A fan','description':'x'|400/4012|['topic']",
                "'title':'A fan','topic':{'name':'Printing'}|400/4012|['description']",
                "WHOLE,'topic':{'name':'none such'}|400/4001|topic",
                "WHOLE,'approval_status':{'name':'Approved'}|400/4014|approval_status",
                "WHOLE,'colour':'red'|400/4001|colour"
            })
    void a_wrong_solution_is_refused(String fields, String verdict, String field) {
        String given = fields.contains("WHOLE,'topic'")
                ? fields.replace("WHOLE", "'title':'A fan','description':'x'")
                : fields.replace("WHOLE", WHOLE);

        Answer answer = simulator.post("/solutions", "{'solution':{" + given + "}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo(verdict + field);
    }

    @ParameterizedTest
    @CsvSource({
        "submit_for_approval, Approval Pending",
        "_submit_for_approval, Approval Pending",
        "approve, Approved",
        "_approve, Approved",
        "reject, Rejected",
        "_reject, Rejected"
    })
    void an_action_gives_another_status_once(String action, String status) {
        String solution = newSolution();
        String path = solution + "/" + action;

        assertThat(simulator.put(path, "{'solution':{'title':'x'}}").verdict()).isEqualTo("400/4001");
        assertThat(simulator
                        .put(path, "{'solution':{'operation_comment':'Read'}}")
                        .status())
                .isEqualTo(200);
        assertThat(status(solution)).isEqualTo(status);
        assertThat(simulator.put(path, "").verdict()).isEqualTo("400/4009");
    }

    @Test
    void a_solution_is_moved_to_the_trash_before_it_is_deleted() {
        String solution = newSolution();

        assertThat(simulator.delete(solution).message()).isEqualTo("Not in trash");
        assertThat(simulator.delete(solution + "/move_to_trash").verdict()).isEqualTo("404/4007");
        assertThat(simulator.delete(solution + "/_move_to_trash").status()).isEqualTo(200);
        assertThat(simulator.put(solution + "/approve", "").verdict()).isEqualTo("400/4009");
        assertThat(simulator.put(solution + "/_restore_from_trash", "").status())
                .isEqualTo(200);
        simulator.delete(solution + "/_move_to_trash");
        assertThat(simulator.delete(solution).status()).isEqualTo(200);
        assertThat(simulator.get(solution).verdict()).isEqualTo("404/4007");
    }

    @Test
    void topics_have_a_parent_and_need_the_scope_of_solutions() {
        Answer made = simulator.post("/topics", "{'topic':{'name':'Plotters','parent':{'name':'Printing'}}}");

        assertThat(made.at("/topic/parent/name").asText()).isEqualTo("Printing");
        simulator.useScope("SDPOnDemand.setup.READ");
        assertThat(simulator.get("/topics").verdict()).isEqualTo("401/4002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "close_release"})
    void a_release_is_closed_under_one_name_and_without_a_wrapper(String other) {
        String release = newRelease();
        String closing = "{'status':'canceled','comment':'x'}";

        assertThat(simulator.put(release + "/" + other, closing).verdict()).isEqualTo("404/4007");
        assertThat(simulator
                        .put(release + "/_close", "{'release':" + closing + "}")
                        .verdict())
                .isEqualTo("400/4001");
        assertThat(simulator.put(release + "/_close", closing).status()).isEqualTo(200);
        JsonNode closed = simulator.get(release).at("/release");
        assertThat(closed.at("/stage/name").asText()).isEqualTo("Close");
        assertThat(closed.at("/status/name").asText()).isEqualTo("Cancelled");
        assertThat(simulator.put(release + "/_close", closing).message()).contains("release is closed");
    }

    @Test
    void a_release_and_its_tasks_have_the_stages_of_releases() {
        String release = newRelease();
        String task = "{'task':{'title':'x','stage':{'name':'STAGE'}}}";

        Answer made = simulator.post(release + "/tasks", task.replace("STAGE", "Deployment"));
        Answer wrong = simulator.post(release + "/tasks", task.replace("STAGE", "Implementation"));

        assertThat(made.at("/task/stage/name").asText()).isEqualTo("Deployment");
        assertThat(wrong.verdict() + wrong.fields()).isEqualTo("400/4001stage");
        assertThat(simulator.post(release + "/tasks", "{'task':{'title':'x'}}").fields())
                .isEqualTo("['stage']");
        assertThat(simulator
                        .list(
                                release + "/tasks",
                                "{'search_criteria':[{'field':'stage.name','condition':'is','value':'Deployment'}]}")
                        .at("/tasks"))
                .hasSize(1);
        assertThat(simulator
                        .put(release, "{'release':{'stage':{'name':'Deployment'},'comment':'Go'}}")
                        .at("/release/status/name")
                        .asText())
                .isEqualTo("In Progress");
    }
}
