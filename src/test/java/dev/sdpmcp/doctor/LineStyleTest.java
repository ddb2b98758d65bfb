package dev.sdpmcp.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.doctor.Report.CheckResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineStyleTest {

    private static final CheckResult DATABASE =
            CheckResult.of("database", 5, List.of(Finding.ok("it is there"), Finding.fail("it is full", "Make room.")));
    private static final CheckResult CLOCK = CheckResult.of("clock", 5, List.of(Finding.warn("40 s late", "Set it.")));
    private static final CheckResult STREAM = CheckResult.of("stream", 5, List.of(Finding.skip("no URL")));

    @Test
    void the_last_line_counts_outcomes_and_names_failed_checks() {
        LineStyle plain = new LineStyle(false, false);

        assertThat(plain.lines(DATABASE))
                .containsExactly("ok    database: it is there", "FAIL  database: it is full. Fix: Make room.");
        assertThat(plain.summary(Report.of(List.of(DATABASE, STREAM, CLOCK))))
                .containsExactly("3 checks: 1 FAIL (database), 1 warn (clock), 1 skip");
    }

    @Test
    void quiet_prints_only_failures_and_warnings() {
        LineStyle quiet = new LineStyle(true, false);

        assertThat(quiet.lines(DATABASE)).singleElement().asString().startsWith("FAIL  database: it is full");
        assertThat(quiet.lines(CLOCK)).hasSize(1);
        assertThat(quiet.lines(STREAM)).isEmpty();
        assertThat(quiet.summary(Report.of(List.of(DATABASE)))).isEmpty();
    }

    @Test
    void only_the_first_word_has_a_colour() {
        LineStyle coloured = new LineStyle(false, true);

        assertThat(coloured.lines(DATABASE)).first().isEqualTo("\u001b[32mok\u001b[0m    database: it is there");
        assertThat(coloured.lines(DATABASE))
                .last()
                .asString()
                .startsWith("\u001b[1;31mFAIL\u001b[0m  database: it is full");
        assertThat(coloured.lines(CLOCK).get(0).replaceAll("\u001b\\[[0-9;]+m", ""))
                .isEqualTo(new LineStyle(false, false).lines(CLOCK).get(0));
    }
}
