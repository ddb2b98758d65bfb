package dev.sdpmcp.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExaminationTest {

    private final Examination examination = new Examination(result -> {});

    private record Given(String name, Set<String> needs, Duration limit, Callable<Finding> found) implements Check {
        @Override
        public List<Finding> examine() throws Exception {
            return List.of(found.call());
        }
    }

    private static Check check(String name, Callable<Finding> found, String... needs) {
        return new Given(name, Set.of(needs), Duration.ofSeconds(20), found);
    }

    private List<String> words() {
        return examination.results().stream()
                .map(result -> result.check() + " " + result.outcome().word())
                .toList();
    }

    @Test
    void goes_on_after_a_failure_and_skips_what_depends_on_it() throws Exception {
        examination.run(List.of(
                check("first", () -> Finding.fail("broken", "Mend it.")),
                check("second", () -> Finding.ok("fine"), "first"),
                check("third", () -> Finding.ok("fine"), "second"),
                check("fourth", () -> Finding.ok("fine"))));

        assertThat(words()).containsExactly("first FAIL", "second skip", "third skip", "fourth ok");
        assertThat(Report.lines(examination.results().get(1)))
                .containsExactly("skip  second: not looked at, since \"first\" comes first");
    }

    @Test
    void a_warning_hinders_nothing() throws Exception {
        examination.run(List.of(
                check("first", () -> Finding.warn("so so", "Mend it.")),
                check("second", () -> Finding.ok("fine"), "first")));

        assertThat(words()).containsExactly("first warn", "second ok");
    }

    @Test
    void a_check_that_takes_too_long_has_failed_and_the_next_one_runs() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        examination.run(List.of(
                new Given("slow", Set.of(), Duration.ofMillis(300), () -> {
                    try {
                        new CountDownLatch(1).await();
                        return Finding.ok("never");
                    } finally {
                        interrupted.countDown();
                    }
                }),
                check("next", () -> Finding.ok("fine"))));

        assertThat(words()).containsExactly("slow FAIL", "next ok");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_check_that_breaks_has_failed() throws Exception {
        examination.run(List.of(check("broken", () -> {
            throw new IllegalStateException("odd");
        })));

        assertThat(Report.lines(examination.results().get(0)).get(0)).contains("FAIL  broken: could not be looked at");
    }

    @Test
    void has_a_line_for_each_finding_and_one_document_for_scripts() throws Exception {
        examination.run(List.of(
                check("one", () -> Finding.of(Outcome.FAIL, "SDP_X is \"a. b\". Give another one.")),
                check("two", () -> Finding.ok("fine"))));

        assertThat(Report.lines(examination.results().get(0)))
                .containsExactly("FAIL  one: SDP_X is \"a. b\". Mend: Give another one.");
        JsonNode document = Report.tree(Report.of(examination.results()).json());
        assertThat(document.path("outcome").asText()).isEqualTo("fail");
        assertThat(document.at("/checks/0/check").asText()).isEqualTo("one");
        assertThat(document.at("/checks/0/outcome").asText()).isEqualTo("fail");
        assertThat(document.at("/checks/0/findings/0/mend").asText()).isEqualTo("Give another one.");
        assertThat(document.at("/checks/1/findings/0").has("mend")).isFalse();
        assertThat(document.at("/checks/1/millis").isNumber()).isTrue();
    }

    @Test
    void what_was_not_looked_at_makes_a_good_report_no_worse() {
        CheckResult looked = CheckResult.of("port", 1, List.of(Finding.ok("free")));
        CheckResult skipped = CheckResult.of("stream", 0, List.of(Finding.skip("no public URL is set")));

        assertThat(Report.of(List.of(looked, skipped)).outcome()).isEqualTo(Outcome.OK);
        assertThat(skipped.lets()).isFalse();
    }
}
