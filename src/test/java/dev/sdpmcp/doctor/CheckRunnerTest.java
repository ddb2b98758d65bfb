package dev.sdpmcp.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.doctor.Finding.Outcome;
import dev.sdpmcp.doctor.Report.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CheckRunnerTest {

    private final CheckRunner runner = new CheckRunner(result -> {});

    private static Check check(String name, Callable<Finding> found, String... needs) {
        return Check.of(name, () -> List.of(found.call())).after(needs);
    }

    private List<String> words() {
        return runner.results().stream()
                .map(result -> result.check() + " " + result.outcome().word())
                .toList();
    }

    @Test
    void continues_after_a_failure_and_skips_checks_that_need_the_failed_one() throws Exception {
        runner.run(List.of(
                check("first", () -> Finding.fail("broken", "Fix it.")),
                check("second", () -> Finding.ok("fine"), "first"),
                check("third", () -> Finding.ok("fine"), "second"),
                check("fourth", () -> Finding.ok("fine"))));

        assertThat(words()).containsExactly("first FAIL", "second skip", "third skip", "fourth ok");
        assertThat(TestInstallation.PLAIN.lines(runner.results().get(1)))
                .containsExactly("skip  second: not checked, because \"first\" has to pass first");
    }

    @Test
    void a_warning_skips_no_check() throws Exception {
        runner.run(List.of(
                check("first", () -> Finding.warn("so so", "Fix it.")),
                check("second", () -> Finding.ok("fine"), "first")));

        assertThat(words()).containsExactly("first warn", "second ok");
    }

    @Test
    void a_check_that_exceeds_its_timeout_has_failed_and_the_next_one_runs() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        runner.run(List.of(
                check("slow", () -> {
                            try {
                                new CountDownLatch(1).await();
                                return Finding.ok("never");
                            } finally {
                                interrupted.countDown();
                            }
                        })
                        .within(Duration.ofMillis(300)),
                check("next", () -> Finding.ok("fine"))));

        assertThat(words()).containsExactly("slow FAIL", "next ok");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_check_that_throws_an_exception_has_failed() throws Exception {
        runner.run(List.of(check("broken", () -> {
            throw new IllegalStateException("odd");
        })));

        assertThat(TestInstallation.PLAIN.lines(runner.results().get(0)).get(0))
                .contains("FAIL  broken: could not be checked");
    }

    @Test
    void has_a_line_for_each_finding_and_one_document_for_scripts() throws Exception {
        runner.run(List.of(
                check("one", () -> Finding.of(Outcome.FAIL, "SDP_X is \"a. b\". Give another one.")),
                check("two", () -> Finding.ok("fine"))));

        assertThat(TestInstallation.PLAIN.lines(runner.results().get(0)))
                .containsExactly("FAIL  one: SDP_X is \"a. b\". Fix: Give another one.");
        JsonNode document = Report.tree(Report.of(runner.results()).json());
        assertThat(document.path("outcome").asText()).isEqualTo("fail");
        assertThat(document.at("/checks/0/check").asText()).isEqualTo("one");
        assertThat(document.at("/checks/0/outcome").asText()).isEqualTo("fail");
        assertThat(document.at("/checks/0/findings/0/mend").asText()).isEqualTo("Give another one.");
        assertThat(document.at("/checks/1/findings/0").has("mend")).isFalse();
        assertThat(document.at("/checks/1/millis").isNumber()).isTrue();
    }

    @Test
    void a_skipped_check_does_not_change_the_outcome_of_a_report() {
        CheckResult checked = CheckResult.of("port", 1, List.of(Finding.ok("free")));
        CheckResult skipped = CheckResult.of("stream", 0, List.of(Finding.skip("no public URL is set")));

        assertThat(Report.of(List.of(checked, skipped)).outcome()).isEqualTo(Outcome.OK);
        assertThat(skipped.passed()).isFalse();
    }
}
