package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.lifecycle.Readiness.Answer;
import dev.sdpmcp.ops.HealthResource.HealthReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthReportTest {

    @Test
    void is_up_only_when_every_check_is() {
        assertThat(HealthReport.of(List.of()).isUp()).isTrue();
        assertThat(HealthReport.of(List.of(new Answer("a", true), new Answer("b", false))))
                .isEqualTo(new HealthReport(
                        "DOWN",
                        List.of(new HealthReport.Check("a", "UP", null), new HealthReport.Check("b", "DOWN", null))));
    }

    @Test
    void contains_the_data_of_a_check() {
        Answer answer = new Answer("a", true, Map.of("todo", "fix it"));

        assertThat(HealthReport.of(List.of(answer)).checks())
                .containsExactly(new HealthReport.Check("a", "UP", Map.of("todo", "fix it")));
    }
}
