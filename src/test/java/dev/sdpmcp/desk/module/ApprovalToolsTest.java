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

/** Approvals of requests and changes: requested, decided, and what a caller learns if an answer is lost. */
@Tag("component")
class ApprovalToolsTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final String ME = "omar.diaz@example.org";
    private static final String OTHER = "mira.holm@example.org";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    private static String newRecord(String module) {
        String id = module.equals("request")
                ? DESK.newRequest()
                : DESK.ok("create_change", "{'title':'Lost in transit'}")
                        .path("display_id")
                        .asText();
        return "'module':'" + module + "','record_id':'" + id + "'";
    }

    private static String asking(String record, String... approvers) {
        return "{" + record + ",'approvers':['" + String.join("','", approvers) + "']}";
    }

    private static JsonNode list(String record) {
        return DESK.ok("list_approvals", "{" + record + "}");
    }

    private static String one(String record, JsonNode row) {
        return "{" + record + ",'level_id':'" + row.path("level_id").asText() + "','approval_id':'"
                + row.path("approval_id").asText() + "'";
    }

    private static void fault(String kind, String method, String path, String more) {
        DESK.fault("{\"kind\":\"" + kind + "\",\"method\":\"" + method + "\",\"path\":\"" + path + "\"" + more + "}");
    }

    private static long sent(String method, String end) {
        return DESK.log()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("method").asText().equals(method)
                        && entry.path("path").asText().endsWith(end))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "request,approve,Approved",
        "change,approve,Approved",
        "request,reject,Rejected",
        "change,reject,Rejected"
    })
    void who_is_asked_decides(String module, String verb, String status) {
        String record = newRecord(module);

        JsonNode asked = DESK.ok("request_approval", asking(record, ME)).path("approvals");
        JsonNode decided = DESK.ok(verb, one(record, asked.path(0)) + ",'comment':'Seen'}");
        JsonNode listed = list(record);
        JsonNode again = DESK.ok(verb, one(record, asked.path(0)) + "}");

        assertThat(asked).hasSize(1);
        assertThat(asked.at("/0/status").asText()).isEqualTo("Pending Approval");
        assertThat(asked.at("/0/sent_on").asText()).isNotEmpty();
        assertThat(decided.path("status").asText()).isEqualTo(status);
        assertThat(listed.path("approval_status").asText()).isEqualTo(status);
        assertThat(listed.at("/approvals/0/comment").asText()).isEqualTo("Seen");
        assertThat(again.path("done").asText()).startsWith("nothing: it was ");
        assertThat(sent("PUT", "/" + verb)).isEqualTo(1);
    }

    @Test
    void nobody_decides_for_another() {
        String record = newRecord("request");
        JsonNode asked = DESK.ok("request_approval", asking(record, OTHER)).path("approvals");

        assertThat(DESK.failure("approve", one(record, asked.path(0)) + "}")).contains("Only the approver");
        assertThat(list(record).at("/approvals/0/status").asText()).isEqualTo("Pending Approval");
    }

    @Test
    void a_repetition_adds_no_level_and_sends_no_mail() {
        String record = newRecord("change");
        DESK.ok("request_approval", asking(record, ME, OTHER));

        DESK.ok("request_approval", asking(record, ME, OTHER));
        DESK.ok("request_approval", asking(record, OTHER));

        assertThat(list(record).path("approvals")).hasSize(2);
        assertThat(sent("PUT", "/send_notification")).isEqualTo(2);
        assertThat(sent("POST", "/approval_levels")).isEqualTo(1);
    }

    @Test
    void after_a_decision_another_level_is_made() {
        String record = newRecord("request");
        JsonNode asked = DESK.ok("request_approval", asking(record, ME)).path("approvals");
        DESK.ok("approve", one(record, asked.path(0)) + "}");

        DESK.ok("request_approval", asking(record, ME));

        assertThat(list(record).path("approvals").findValuesAsText("level")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/requests/*/approval_levels",
        "POST,/requests/*/approval_levels/*/approvals",
        "PUT,/requests/*/approval_levels/*/approvals/send_notification"
    })
    void a_step_whose_answer_is_lost_is_looked_for_and_not_sent_again(String method, String path) {
        String record = newRecord("request");
        fault("drop", method, path, ",\"after_commit\":true");

        JsonNode asked = DESK.ok("request_approval", asking(record, ME));

        assertThat(asked.at("/approvals/0/status").asText()).isEqualTo("Pending Approval");
        assertThat(list(record).path("approvals")).hasSize(1);
        assertThat(sent(method, path.substring(path.lastIndexOf('/')))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST,/requests/*/approval_levels/*/approvals",
                "PUT,/requests/*/approval_levels/*/approvals/send_notification"
            })
    void a_repetition_goes_on_where_a_call_failed(String step) {
        String record = newRecord("request");
        fault("drop", step.split(",")[0], step.split(",")[1], ",\"after_commit\":false");

        String failed = DESK.failure("request_approval", asking(record, ME));
        DESK.ok("request_approval", asking(record, ME));

        assertThat(failed).contains("repeat the call to go on");
        assertThat(list(record).path("approvals")).hasSize(1);
        assertThat(list(record).at("/approvals/0/status").asText()).isEqualTo("Pending Approval");
    }

    @Test
    void a_decision_whose_answer_is_lost_is_looked_for() {
        String record = newRecord("request");
        JsonNode asked = DESK.ok("request_approval", asking(record, ME)).path("approvals");
        fault("drop", "PUT", "/requests/*/approval_levels/*/approvals/*/approve", ",\"after_commit\":true");

        JsonNode decided = DESK.ok("approve", one(record, asked.path(0)) + "}");

        assertThat(decided.path("done").asText()).contains("approved", "a look shows");
        assertThat(sent("PUT", "/approve")).isEqualTo(1);
    }

    @Test
    void an_unknown_approver_makes_no_level() {
        String record = newRecord("request");

        assertThat(DESK.failure("request_approval", asking(record, "nobody@example.org")))
                .contains("There is no requester");
        assertThat(list(record).path("approvals")).isEmpty();
    }
}
