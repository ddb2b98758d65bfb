package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.audit.writing.LostCalls.OpenIntents;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenIntentsTest {

    private final OpenIntents open = new OpenIntents();

    private AuditRow begun(String callId) {
        AuditRow intent = GivenRow.intent(callId, "server");
        open.begin(callId);
        return intent;
    }

    @Test
    void is_settled_up_to_the_oldest_call_without_an_outcome() {
        AuditRow first = begun("first");
        open.written(List.of(first), 7);
        AuditRow second = begun("second");
        open.written(List.of(second), 8);
        assertThat(open.settledNumber()).isZero();

        open.written(List.of(GivenRow.outcome(first, CallOutcome.OK)), 9);
        assertThat(open.settledNumber()).isEqualTo(7);
        open.written(List.of(GivenRow.outcome(second, CallOutcome.OK)), 10);
        assertThat(open.settledNumber()).isEqualTo(10);
        assertThat(open.isEmpty()).isTrue();
    }

    @Test
    void forgets_a_refused_call() {
        begun("refused");
        open.written(List.of(GivenRow.read()), 5);

        open.refused("refused");

        assertThat(open.isEmpty()).isTrue();
        assertThat(open.settledNumber()).isEqualTo(5);
    }

    @Test
    void keeps_calls_whose_outcome_was_lost_up_to_a_limit() {
        AuditRow first = begun("first");
        open.lost(List.of(GivenRow.outcome(first, CallOutcome.OK), GivenRow.read()));
        open.written(List.of(GivenRow.read()), 5);
        assertThat(open.isEmpty()).isFalse();
        assertThat(open.settledNumber()).isZero();

        for (int i = 1; i < OpenIntents.MAX_WITHOUT_OUTCOME; i++) {
            open.lost(List.of(GivenRow.outcome(begun("lost-" + i), CallOutcome.OK)));
        }
        AuditRow beyond = begun("beyond");
        open.lost(List.of(GivenRow.outcome(beyond, CallOutcome.OK)));
        assertThat(open.size()).isEqualTo(OpenIntents.MAX_WITHOUT_OUTCOME);
    }
}
