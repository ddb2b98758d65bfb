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
import org.junit.jupiter.params.provider.ValueSource;

/** The generated tools that write, of modules that have nothing written by hand: what is made, and lost answers. */
@Tag("component")
class ModuleWritesTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    private static JsonNode create(String module) {
        return DESK.ok("create_" + module, "{'title':'Lost in transit','description':'a **b** & c','priority':'high'}");
    }

    private static String number(JsonNode written) {
        return written.path("display_id").asText();
    }

    private static void loseAnswer(String method, String path, boolean afterCommit) {
        DESK.fault("{\"kind\":\"drop\",\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"after_commit\":"
                + afterCommit + "}");
    }

    private static int recordsWith(String module, String title) {
        return DESK.ok("list_" + module + "s", "{'state':'all','title':'" + title + "'}")
                .path("returned")
                .asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"problem", "change"})
    void a_record_is_made_once_however_often_the_call_is_repeated(String module) {
        JsonNode first = create(module);
        JsonNode second = create(module);

        assertThat(first.path("done").asText()).isEqualTo("created");
        assertThat(second.path("already_created").asBoolean()).isTrue();
        assertThat(number(second)).isEqualTo(number(first));
        assertThat(recordsWith(module, "Lost in transit")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"problem", "change"})
    void a_record_whose_answer_was_lost_is_found(String module) {
        loseAnswer("POST", "/" + module + "s", true);

        JsonNode made = create(module);

        assertThat(made.path("done").asText()).contains("created", "a look shows");
        assertThat(number(made)).isNotEmpty();
        assertThat(recordsWith(module, "Lost in transit")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"problem", "change"})
    void a_change_whose_answer_was_lost_is_looked_for_and_not_sent_again(String module) {
        String id = number(create(module));
        loseAnswer("PUT", "/" + module + "s/*", true);

        JsonNode updated = DESK.ok("update_" + module, "{'" + module + "_id':'" + id + "','priority':'low'}");

        assertThat(updated.path("done").asText()).contains("updated", "a look shows");
        assertThat(updated.path("priority").asText()).isEqualTo("Low");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_deletion_whose_answer_was_lost_is_looked_for(boolean done) {
        String id = number(create("change"));
        loseAnswer("DELETE", "/changes/*/move_to_trash", done);

        String text = SimulatedDesk.textOf(DESK.call("delete_change", "{'change_id':'" + id + "'}"));

        assertThat(text).contains(done ? "moved to the trash" : "indeterminate");
        assertThat(recordsWith("change", "Lost in transit")).isEqualTo(done ? 0 : 1);
    }

    @Test
    void a_part_whose_answer_was_lost_is_found() {
        String id = number(create("problem"));
        loseAnswer("POST", "/problems/*/notes", true);

        JsonNode added =
                DESK.ok("add_record_note", "{'module':'problem','record_id':'" + id + "','description':'Seen again'}");
        JsonNode notes = DESK.ok("list_notes", "{'module':'problem','record_id':'" + id + "'}");

        assertThat(added.path("done").asText()).contains("a look shows");
        assertThat(notes.path("returned").asInt()).isEqualTo(1);
    }
}
