package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class ProblemsAndChangesTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    /** A module and its differences from the others. */
    enum Module {
        REQUEST("subject", "request_note", 250),
        PROBLEM("title", "note", 12),
        CHANGE("title", "note", 15),
        RELEASE("title", "note", 7);

        private final String title;
        private final String note;
        private final int seeded;

        Module(String title, String note, int seeded) {
            this.title = title;
            this.note = note;
            this.seeded = seeded;
        }

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        String path() {
            return "/" + key() + "s";
        }

        String input(String fields) {
            return "{'" + key() + "':{" + fields + "}}";
        }

        String create() {
            return path() + "/"
                    + simulator
                            .post(path(), input("'" + title + "':'A record of a test'"))
                            .at("/" + key() + "/id")
                            .asText();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_record_is_created_read_updated_listed_and_deleted(Module module) {
        String record = module.create();

        Answer updated = simulator.put(record, module.input("'priority':{'name':'high'}"));
        JsonNode read = simulator.get(record).at("/" + module.key());
        JsonNode newest =
                simulator.list(module.path(), "{'get_total_count':true}").json();
        Answer deleted = simulator.delete(record);

        assertThat(updated.at("/" + module.key() + "/priority/name").asText()).isEqualTo("High");
        assertThat(read.at("/" + module.title).asText()).isEqualTo("A record of a test");
        assertThat(read.at("/display_id").toString()).contains("" + (module.seeded + 1));
        assertThat(newest.at("/list_info/total_count").asInt()).isEqualTo(module.seeded + 1);
        assertThat(newest.at(module.path() + "/0/id")).isEqualTo(read.at("/id"));
        assertThat(newest.at(module.path() + "/0").has("description")).isFalse();
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(simulator
                        .get(module.path() + "/_total_count")
                        .at("/total_count")
                        .asInt())
                .isEqualTo(module.seeded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'priority':{'name':'High'}|400/4012|TITLE",
                "TITLE,'priority':{'name':'none such'}|400/4001|priority",
                "TITLE,'group':{'id':'1'}|400/4001|group",
                "TITLE,'category':{'name':'Access'},'subcategory':{'name':'Printer'}|400/4001|subcategory",
                "TITLE,'technician_name':'Omar'|400/4001|technician_name",
                "TITLE,'urgency':'High'|400/4021|urgency",
                "TITLE,'display_id':'7'|400/4014|display_id"
            })
    void a_wrong_record_is_refused(String fields, String verdict, String field) {
        for (Module module : Module.values()) {
            String input = module.input(fields.replace("TITLE", "'" + module.title + "':'x'"));

            Answer answer = simulator.post(module.path(), input);

            assertThat(answer.verdict()).as(input).isEqualTo(verdict);
            assertThat(answer.fields()).as(input).contains(field.replace("TITLE", module.title));
        }
    }

    @ParameterizedTest
    @EnumSource
    void notes_tasks_and_worklogs_are_below_a_record(Module module) {
        String record = module.create();
        boolean staged = module == Module.CHANGE || module == Module.RELEASE;
        String stage = staged ? ",'stage':{'name':'Planning'}" : "";
        String worklog = "{'worklog':{'owner':{'name':'Omar Diaz'},'time_spent':{'minutes':'5'}}}";

        simulator.post(record + "/notes", "{'" + module.note + "':{'description':'Called the vendor'}}");
        Answer task = simulator.post(record + "/tasks", "{'task':{'title':'Look into it'" + stage + "}}");
        simulator.post(record + "/worklogs", worklog);
        String taskPath = record + "/tasks/" + task.at("/task/id").asText();
        simulator.post(taskPath + "/worklogs", worklog);

        JsonNode note = simulator.get(record + "/notes").at("/notes/0");
        assertThat(simulator
                        .get(record + "/notes/" + note.at("/id").asText())
                        .at("/" + module.note + "/description")
                        .asText())
                .isEqualTo("Called the vendor");
        assertThat(note.at("/created_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(task.at("/task/" + module.key() + "/id").asText()).isEqualTo(record.split("/")[2]);
        for (String worklogs : List.of(record, taskPath)) {
            assertThat(simulator.get(worklogs + "/worklogs").at("/worklogs")).hasSize(1);
        }
        String other = module.note.equals("note") ? "request_note" : "note";
        assertThat(simulator
                        .post(record + "/notes", "{'" + other + "':{'description':'x'}}")
                        .verdict())
                .isEqualTo("400/4001");
        assertThat(simulator
                        .get(module.create() + "/notes/" + note.at("/id").asText())
                        .verdict())
                .isEqualTo("404/4007");
    }

    @ParameterizedTest
    @EnumSource
    void each_operation_needs_its_scope(Module module) {
        String record = module.create();
        Map<String, String> operations = Map.of("READ", "GET", "CREATE", "POST", "UPDATE", "PUT", "DELETE", "DELETE");
        operations.forEach((granted, unused) -> {
            simulator.useScope("SDPOnDemand." + module.key() + "s." + granted);
            operations.forEach((operation, method) -> {
                Answer answer = simulator.call(method, operation.equals("CREATE") ? module.path() : record, "");
                String shape = granted + " for " + operation;
                if (granted.equals(operation)) {
                    assertThat(answer.verdict()).as(shape).doesNotContain("4002");
                } else {
                    assertThat(answer.verdict()).as(shape).isEqualTo("401/4002");
                }
            });
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "CHANGE", "RELEASE"})
    void a_record_in_the_trash_is_not_listed_and_not_edited_until_restored(Module module) {
        String record = module.create();

        assertThat(simulator.put(record + "/restore_from_trash", "").message()).isEqualTo("Not in trash");
        assertThat(simulator.delete(record + "/move_to_trash").status()).isEqualTo(200);
        assertThat(simulator.delete(record + "/move_to_trash").message()).isEqualTo("Already in trash");
        assertThat(simulator
                        .list(module.path(), "{'get_total_count':true}")
                        .at("/list_info/total_count")
                        .asInt())
                .isEqualTo(module.seeded);
        assertThat(simulator
                        .put(record, module.input("'priority':{'name':'Low'}"))
                        .verdict())
                .isEqualTo("400/4009");
        simulator.put(record + "/restore_from_trash", "");
        assertThat(simulator
                        .put(record, module.input("'priority':{'name':'Low'}"))
                        .status())
                .isEqualTo(200);
        simulator.delete(record);
        assertThat(simulator.get(record).at("/" + module.key() + "/is_trashed").asBoolean())
                .isTrue();
        simulator.delete(record);
        assertThat(simulator.get(record).verdict()).isEqualTo("404/4007");
    }

    @Test
    void a_deleted_problem_is_removed_at_once() {
        String record = Module.PROBLEM.create();

        assertThat(simulator.delete(record + "/move_to_trash").verdict()).isEqualTo("404/4007");
        simulator.delete(record);
        assertThat(simulator.get(record).verdict()).isEqualTo("404/4007");
    }

    @Test
    void a_problem_is_closed_once_and_reopened() {
        String record = Module.PROBLEM.create();
        String close =
                "{'problem':{'close_details':{'closure_code':{'name':'Success'},'close_details_comments':'No incident'}}}";

        Answer wrong =
                simulator.put(record + "/close", "{'problem':{'close_details':{'closure_code':{'name':'none such'}}}}");
        assertThat(wrong.verdict() + wrong.fields()).isEqualTo("400/4001closure_code");
        assertThat(simulator.put(record + "/close", close).message()).isEqualTo("Problem closed successfully.");
        assertThat(simulator.put(record + "/close", close).verdict()).isEqualTo("400/4009");
        JsonNode closed = simulator.get(record).at("/problem");
        assertThat(closed.at("/status/name").asText()).isEqualTo("Closed");
        assertThat(closed.at("/close_details/closure_code/name").asText()).isEqualTo("Success");
        assertThat(closed.at("/close_details/close_details_updated_by/name").asText())
                .isEqualTo("Omar Diaz");
        assertThat(closed.at("/closed_time/value").asText()).isNotEmpty();
        assertThat(simulator
                        .put(record, "{'problem':{'status':{'name':'Resolved'}}}")
                        .verdict())
                .isEqualTo("400/4009");
        simulator.settings("{'closedReadOnly':true}");
        assertThat(simulator.put(record, "{'problem':{'title':'y'}}").verdict()).isEqualTo("403/4001");
        assertThat(simulator
                        .put(record, "{'problem':{'status':{'name':'Open'}}}")
                        .at("/problem/closed_time")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_problem_is_assigned_and_picked_up() {
        String record = Module.PROBLEM.create();

        simulator.put(record + "/assign", "{'problem':{'technician':{'name':'Priya Raman'}}}");
        assertThat(simulator.get(record).at("/problem/technician/name").asText())
                .isEqualTo("Priya Raman");
        simulator.put(record + "/pickup", "");
        assertThat(simulator.get(record).at("/problem/technician/name").asText())
                .isEqualTo("Omar Diaz");
        assertThat(simulator.put(record + "/assign", "{'problem':{}}").verdict())
                .isEqualTo("400/4012");
        assertThat(simulator
                        .put(record + "/assign", "{'problem':{'title':'y'}}")
                        .verdict())
                .isEqualTo("400/4001");
    }

    @Test
    void the_analysis_of_a_problem_has_addresses() {
        String record = Module.PROBLEM.create();

        Answer written = simulator.post(
                record + "/root_cause", "{'root_cause':{'root_cause_description':'Firmware of the access point'}}");

        assertThat(written.at("/root_cause/root_cause_updated_by/name").asText())
                .isEqualTo("Omar Diaz");
        assertThat(simulator.get(record + "/root_cause").at("/root_cause"))
                .isEqualTo(simulator.get(record).at("/problem/root_cause"));
        assertThat(simulator.put(record + "/symptoms", "{'symptoms':{}}").verdict())
                .isEqualTo("400/4012");
        assertThat(simulator
                        .put(record + "/symptoms", "{'symptoms':{'text':'x'}}")
                        .verdict())
                .isEqualTo("400/4001");
    }

    @Test
    void a_new_change_starts_at_the_first_stage() {
        JsonNode change = simulator.get(Module.CHANGE.create()).at("/change");

        assertThat(change.at("/stage/name").asText()).isEqualTo("Submission");
        assertThat(change.at("/status/name").asText()).isEqualTo("Requested");
        assertThat(change.at("/change_requester/name").asText()).isEqualTo("Omar Diaz");
        assertThat(simulator
                        .post(
                                "/changes",
                                "{'change':{'title':'x','stage':{'name':'Submission'},'status':{'name':'Requested'}}}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'status':{'name':'Accepted'}|400/4012|['comment']",
                "'stage':{'name':'Planning'}|400/4012|['comment']",
                "'status':{'name':'Approved'},'comment':'x'|400/4001|status",
                "'stage':{'name':'Planning'},'status':{'name':'Approved'},'comment':'x'|400/4001|status",
                "'scheduled_start_time':{'value':'2000'},'scheduled_end_time':{'value':'1000'}|400/4016|scheduled_end_time",
                "'change_owner':{'email_id':'mira.holm@example.org'}|400/4001|change_owner",
                "'approval_status':{'name':'Approved'}|400/4014|approval_status"
            })
    void a_wrong_move_of_a_change_is_refused(String fields, String verdict, String field) {
        String record = Module.CHANGE.create();

        Answer answer = simulator.put(record, Module.CHANGE.input(fields));

        assertThat(answer.verdict() + answer.fields()).isEqualTo(verdict + field);
        assertThat(simulator.get(record).at("/change/status/name").asText()).isEqualTo("Requested");
    }

    @Test
    void a_stage_without_a_status_gets_its_first_status() {
        Answer moved =
                simulator.put(Module.CHANGE.create(), "{'change':{'stage':{'name':'Planning'},'comment':'Go on'}}");

        assertThat(moved.at("/change/status/name").asText()).isEqualTo("Planning In Progress");
        assertThat(moved.at("/change/status/stage/name").asText()).isEqualTo("Planning");
        assertThat(moved.at("/change/comment").asText()).isEqualTo("Go on");
    }

    @Test
    void a_change_is_closed_without_a_wrapper() {
        String record = Module.CHANGE.create();
        String close = record + "/close_change";

        assertThat(simulator
                        .put(close, "{'change':{'status':'completed','comment':'x'}}")
                        .verdict())
                .isEqualTo("400/4001");
        assertThat(simulator.put(close, "{'status':'completed'}").fields()).isEqualTo("['comment']");
        assertThat(simulator.put(close, "{'status':'finished','comment':'x'}").verdict())
                .isEqualTo("400/4001");
        assertThat(simulator.put(close, "{'status':'canceled','comment':'x'}").status())
                .isEqualTo(200);
        assertThat(simulator.put(close, "{'status':'completed','comment':'x'}").verdict())
                .isEqualTo("400/4009");
        JsonNode closed = simulator.get(record).at("/change");
        assertThat(closed.at("/stage/name").asText()).isEqualTo("Close");
        assertThat(closed.at("/status/name").asText()).isEqualTo("Cancelled");
        assertThat(closed.at("/completed_time/value").asText()).isNotEmpty();
        assertThat(simulator.put(record + "/pickup", "").verdict()).isEqualTo("400/4009");
    }

    @Test
    void a_task_of_a_change_needs_a_stage() {
        Answer answer = simulator.post(Module.CHANGE.create() + "/tasks", "{'task':{'title':'x'}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("400/4012['stage']");
    }

    @Test
    void the_seeded_records_are_complete_and_findable() {
        JsonNode changes = simulator
                .list(
                        "/changes",
                        "{'row_count':100,'sort_field':'display_id','sort_order':'asc','fields_required':['description','status','stage','roll_out_plan','change_owner','display_id']}")
                .at("/changes");
        JsonNode problems = simulator
                .list(
                        "/problems",
                        "{'search_criteria':[{'field':'status.name','condition':'is','value':'Closed'},{'field':'display_id.value','condition':'greater than','value':2,'logical_operator':'and'}]}")
                .at("/problems");

        assertThat(changes.findValuesAsText("roll_out_plan_description")).hasSize(15);
        assertThat(changes.at("/14/display_id/display_value").asText()).isEqualTo("CH-15");
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.at("/status/stage/id")).isEqualTo(change.at("/stage/id"));
            assertThat(change.at("/change_owner/is_technician").asBoolean()).isTrue();
        });
        assertThat(problems)
                .hasSize(4)
                .allSatisfy(problem -> assertThat(Duration.ofMillis(
                                problem.at("/closed_time/value").asLong()
                                        - problem.at("/created_time/value").asLong()))
                        .isPositive());
    }
}
