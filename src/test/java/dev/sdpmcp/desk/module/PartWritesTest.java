package dev.sdpmcp.desk.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.FailureCause;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks, worklogs and notes of each module: added, changed, deleted, and what a caller learns if an answer is lost. */
@Tag("component")
class PartWritesTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final String EACH_KIND_OF_EACH_MODULE = """
            request; task;    'title':'Call back';               'title':'Call again'
            problem; task;    'title':'Call back';               'title':'Call again'
            change;  task;    'title':'Call back','stage':'uat'; 'title':'Call again'
            request; worklog; 'owner':'omar','time_spent':30;    'time_spent':45
            problem; worklog; 'owner':'omar','time_spent':30;    'time_spent':45
            change;  worklog; 'owner':'omar','time_spent':30;    'time_spent':45
            request; note;    'description':'Rang';              'description':'Rang twice'
            problem; note;    'description':'Rang';              'description':'Rang twice'
            change;  note;    'description':'Rang';              'description':'Rang twice'""";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    /** The arguments that name a new record of the module. */
    private static String newRecord(String module) {
        String id = module.equals("request")
                ? DESK.newRequest()
                : DESK.ok("create_" + module, "{'title':'Lost in transit'}")
                        .path("display_id")
                        .asText();
        return "'module':'" + module + "','record_id':'" + id + "'";
    }

    /** The id of a new part. */
    private static String add(String module, String kind, String record, String fields) {
        if (kind.equals("note") && module.equals("request")) {
            String request = record.replaceAll(".*'record_id'", "'request_id'");
            return DESK.ok("add_note", "{" + request + "," + fields.replace("description", "text") + "}")
                    .path("note_id")
                    .asText();
        }
        String tool = kind.equals("note") ? "add_record_note" : "add_" + kind;
        return DESK.ok(tool, "{" + record + "," + fields + "}").path("id").asText();
    }

    private static JsonNode parts(String kind, String record) {
        return DESK.ok("list_" + kind + "s", "{" + record + "}").path(kind + "s");
    }

    private static String one(String kind, String record, String id) {
        return record + ",'" + kind + "_id':'" + id + "'";
    }

    private static void lose(String method, boolean afterCommit) {
        DESK.fault("{\"kind\":\"drop\",\"method\":\"" + method + "\",\"path\":\"/*/*/*/*\",\"after_commit\":"
                + afterCommit + "}");
    }

    private static long sent(String method) {
        return DESK.log()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("method").asText().equals(method)
                        && entry.path("endpoint").asText().equals("api"))
                .count();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = EACH_KIND_OF_EACH_MODULE, quoteCharacter = '"')
    void each_part_of_each_module_is_changed_and_deleted(String module, String kind, String fields, String change) {
        String record = newRecord(module);
        String id = add(module, kind, record, fields);
        String other = add(module, kind, record, fields);
        String field = change.split("'")[1];

        JsonNode updated = DESK.ok("update_" + kind, "{" + one(kind, record, id) + "," + change + "}");

        assertThat(updated.path("done").asText()).isEqualTo(kind + " updated");
        assertThat(updated.path("id").asText()).isEqualTo(id);
        assertThat(updated.path("changed").findValuesAsText("field")).containsExactly(field);
        assertThat(parts(kind, record))
                .filteredOn(row -> row.path("id").asText().equals(id))
                .singleElement()
                .satisfies(row -> assertThat(change.replace("'", ""))
                        .endsWith(":" + row.path(field).asText()));

        JsonNode deleted = DESK.ok("delete_" + kind, "{" + one(kind, record, id) + "}");

        assertThat(deleted.path("done").asText()).isEqualTo(kind + " deleted");
        assertThat(parts(kind, record).findValuesAsText("id")).containsExactly(other);
        assertThat(DESK.causeOf("delete_" + kind, "{" + one(kind, record, id) + "}"))
                .isEqualTo(FailureCause.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = EACH_KIND_OF_EACH_MODULE, quoteCharacter = '"')
    void what_is_lost_on_the_way_back_is_looked_for_and_sent_once(
            String module, String kind, String fields, String change) {
        String record = newRecord(module);
        String id = add(module, kind, record, fields);

        lose("PUT", true);
        JsonNode updated = DESK.ok("update_" + kind, "{" + one(kind, record, id) + "," + change + "}");
        lose("DELETE", true);
        JsonNode deleted = DESK.ok("delete_" + kind, "{" + one(kind, record, id) + "}");

        assertThat(updated.path("done").asText()).contains(kind + " updated", "a look shows");
        assertThat(deleted.path("done").asText()).contains(kind + " deleted", "a look shows");
        assertThat(List.of(sent("PUT"), sent("DELETE"))).containsExactly(1L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "delete"})
    void an_unknown_outcome_says_where_to_look(String verb) {
        String record = newRecord("problem");
        String id = add("problem", "task", record, "'title':'Call back'");
        lose(verb.equals("update") ? "PUT" : "DELETE", false);

        String text = DESK.failure(
                verb + "_task",
                "{" + one("task", record, id) + (verb.equals("update") ? ",'title':'Call again'" : "") + "}");

        assertThat(text).contains("indeterminate", "Look with list_tasks of problem ", id);
        assertThat(parts("task", record).path(0).path("title").asText()).isEqualTo("Call back");
    }

    @Test
    void a_task_is_closed_by_its_status() {
        String record = newRecord("request");
        String id = add("request", "task", record, "'title':'Call back','owner':'omar'");

        JsonNode closed = DESK.ok("update_task", "{" + one("task", record, id) + ",'status':'CLOSED'}");

        assertThat(closed.at("/changed/0/from").asText()).isEqualTo("Open");
        assertThat(closed.at("/changed/0/to").asText()).isEqualTo("Closed");
        assertThat(parts("task", record).path(0).path("status").asText()).isEqualTo("Closed");
    }

    @Test
    void fields_of_a_task_are_emptied_by_name_only() {
        String record = newRecord("request");
        String id = add("request", "task", record, "'title':'Call back','owner':'omar','description':'x'");
        String task = one("task", record, id);

        JsonNode left = DESK.ok("update_task", "{" + task + ",'title':'Call again','owner':''}");
        JsonNode emptied = DESK.ok("update_task", "{" + task + ",'clear':['owner']}");

        assertThat(left.path("changed").findValuesAsText("field")).containsExactly("title");
        assertThat(emptied.path("changed").findValuesAsText("field")).containsExactly("owner");
        assertThat(parts("task", record).path(0).has("owner")).isFalse();
        assertThat(DESK.failure("update_task", "{" + task + "}")).contains("Nothing to change was given");
    }

    @Test
    void a_field_of_another_module_is_refused_before_anything_is_sent() {
        String record = newRecord("problem");
        String id = add("problem", "note", record, "'description':'Rang'");
        String refused = "a note of a problem has no show_to_requester";

        assertThat(DESK.failure("update_note", "{" + one("note", record, id) + ",'show_to_requester':true}"))
                .contains(refused);
        assertThat(DESK.failure("add_task", "{" + record + ",'title':'x','stage':'uat'}"))
                .contains("a task of a problem has no stage");
        assertThat(sent("PUT")).isZero();
    }

    @Test
    void a_part_of_another_record_is_not_touched() {
        String record = newRecord("problem");
        String id = add("problem", "task", record, "'title':'Call back'");
        String another = "'module':'problem','record_id':'"
                + DESK.ok("create_problem", "{'title':'Another one'}")
                        .path("display_id")
                        .asText()
                + "'";

        assertThat(DESK.failure("delete_task", "{" + one("task", another, id) + "}"))
                .contains("There is no task " + id + " of this problem");
        assertThat(parts("task", record)).hasSize(1);
    }

    @Test
    void what_was_added_is_in_changed() {
        String record = newRecord("change");

        JsonNode added = DESK.ok("add_task", "{" + record + ",'title':'Prepare','stage':'UAT','owner':'omar'}");

        assertThat(added.path("changed").findValuesAsText("field")).containsExactly("title", "owner", "stage");
        assertThat(added.at("/changed/1/to").asText()).contains("Omar Diaz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "worklog"})
    void each_kind_has_a_toolset_of_its_own(String kind) {
        assertThat(List.of("list_" + kind + "s", "add_" + kind, "update_" + kind, "delete_" + kind))
                .allSatisfy(tool -> assertThat(
                                DESK.tools().declared(tool).orElseThrow().toolset())
                        .isEqualTo(kind + "s"));
        assertThat(DESK.tools().declared("delete_" + kind).orElseThrow().scopes())
                .containsExactlyInAnyOrder(
                        "SDPOnDemand.requests.DELETE",
                        "SDPOnDemand.problems.DELETE",
                        "SDPOnDemand.changes.DELETE",
                        "SDPOnDemand.releases.DELETE");
    }
}
