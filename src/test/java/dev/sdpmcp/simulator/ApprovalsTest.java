package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels and approvals of a request. */
@Tag("component")
class ApprovalsTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    private String request = "";
    private String approvals = "";

    @BeforeEach
    void one_level() {
        request = "/requests/" + simulator.newRequest();
        Answer level = simulator.post(request + "/approval_levels", "{'approval_level':{'level':1}}");
        approvals =
                request + "/approval_levels/" + level.at("/approval_level/id").asText() + "/approvals";
    }

    private String approval(String address) {
        return simulator
                .post(approvals, "{'approval':{'approver':{'email_id':'" + address + "'}}}")
                .at("/approval/id")
                .asText();
    }

    private void send(String ids) {
        assertThat(simulator
                        .put(approvals + "/send_notification?ids=" + ids, "{'notification':{'description':'x'}}")
                        .verdict())
                .isEqualTo("200/2000");
    }

    private String status() {
        return simulator.get(request).at("/request/approval_status/name").asText();
    }

    @ParameterizedTest
    @CsvSource({"approve,Approved", "_reject,Rejected"})
    void an_approval_is_sent_and_then_decided_by_its_approver(String action, String outcome) {
        String one = approval("omar.diaz@example.org");
        String path = approvals + "/" + one;

        Answer early = simulator.put(path + "/" + action, "{'approval':{'comments':'x'}}");
        send(one);
        String pending = status();
        simulator.put(path + "/" + action, "{'approval':{'comments':'Fine'}}");
        Answer late = simulator.put(path + "/" + action, "{'approval':{}}");

        assertThat(early.message()).contains("mail is not yet sent");
        assertThat(pending).isEqualTo("Pending Approval");
        assertThat(simulator.get(path).at("/approval/status/name").asText()).isEqualTo(outcome);
        assertThat(simulator.get(path).at("/approval/comments").asText()).isEqualTo("Fine");
        assertThat(status()).isEqualTo(outcome);
        assertThat(late.verdict()).isEqualTo("400/4009");
    }

    @Test
    void nobody_else_decides_and_a_level_waits_for_everyone() {
        String mine = approval("omar.diaz@example.org");
        String other = approval("mira.holm@example.org");
        send(mine + "," + other);

        Answer refused = simulator.put(approvals + "/" + other + "/approve", "{'approval':{}}");
        simulator.put(approvals + "/" + mine + "/approve", "{'approval':{}}");

        assertThat(refused.verdict()).isEqualTo("403/4002");
        assertThat(status()).isEqualTo("Pending Approval");
    }

    @Test
    void what_does_not_fit_is_refused() {
        approval("omar.diaz@example.org");

        assertThat(simulator
                        .post(approvals, "{'approval':{'approver':{'email_id':'omar.diaz@example.org'}}}")
                        .verdict())
                .isEqualTo("400/4008");
        assertThat(simulator.post(approvals, "{'approval':{}}").fields()).isEqualTo("['approver']");
        assertThat(simulator
                        .post(request + "/approval_levels", "{'approval_level':{'level':1}}")
                        .verdict())
                .isEqualTo("400/4008");
        assertThat(simulator
                        .put(approvals + "/send_notification?ids=1", "{'notification':{'description':'x'}}")
                        .verdict())
                .isEqualTo("404/4007");
    }
}
