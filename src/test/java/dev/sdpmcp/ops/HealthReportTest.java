package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.lifecycle.Readiness.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthReportTest {

    @Test
    void is_up_only_when_every_check_is() {
        assertThat(HealthReport.of(List.of()).isUp()).isTrue();
        assertThat(HealthReport.of(List.of(new Answer("a", true), new Answer("b", false))))
                .isEqualTo(new HealthReport(
                        "DOWN", List.of(new HealthReport.Check("a", "UP"), new HealthReport.Check("b", "DOWN"))));
    }

    @Test
    void tells_what_a_check_has_to_tell() {
        Answer answer = new Answer("a", true, Map.of("todo", "mend it"));

        assertThat(HealthReport.of(List.of(answer)).checks())
                .containsExactly(new HealthReport.Check("a", "UP", Map.of("todo", "mend it")));
    }
}
