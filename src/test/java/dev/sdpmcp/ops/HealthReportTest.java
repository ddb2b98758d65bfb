package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.lifecycle.Readiness.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthReportTest {

    @Test
    void is_up_only_when_every_check_is() {
        assertThat(HealthReport.of(List.of()).isUp()).isTrue();
        assertThat(HealthReport.of(List.of(new Answer("a", true), new Answer("b", false))))
                .isEqualTo(new HealthReport(
                        "DOWN", List.of(new HealthReport.Check("a", "UP"), new HealthReport.Check("b", "DOWN"))));
    }
}
