package dev.sdpmcp.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExceptionSummaryTest {

    private static final int MAX_LENGTH = 1_100;

    private static RuntimeException nested(int depth, String message) {
        RuntimeException fault = new IllegalStateException("root " + message);
        for (int i = 1; i < depth; i++) {
            fault = new RuntimeException(message + i, fault);
        }
        return fault;
    }

    @Test
    void names_each_cause_with_its_place() {
        assertThat(ExceptionSummary.inOneLine(nested(2, "m")))
                .startsWith("java.lang.RuntimeException: m1 at dev.sdpmcp.telemetry.ExceptionSummaryTest.nested")
                .contains(", caused by java.lang.IllegalStateException: root m at ");
    }

    @Test
    void is_bounded_and_keeps_the_root_cause() {
        assertThat(ExceptionSummary.inOneLine(nested(40, "long\n".repeat(1_000))))
                .hasSizeLessThan(MAX_LENGTH)
                .doesNotContain("\n")
                .contains("(37 more) java.lang.IllegalStateException: root");
    }

    @Test
    void ends_when_causes_form_a_circle() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        assertThat(ExceptionSummary.inOneLine(first))
                .contains("first", "second")
                .hasSizeLessThan(MAX_LENGTH);
    }
}
