package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.launcher.server.ConnectionSweep.RepeatedCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedCheckTest {

    private final List<Exception> failures = new ArrayList<>();
    private final List<Exception> ends = new ArrayList<>();
    private int checks;

    private void run(RepeatedCheck.Check check) {
        new RepeatedCheck(check, Duration.ZERO, failures::add, ends::add).run();
    }

    @Test
    void continues_after_failures_that_pass() {
        run(() -> {
            checks++;
            if (checks % RepeatedCheck.MAX_FAILURES != 0) {
                throw new IllegalStateException("check " + checks);
            }
            if (checks == 50) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(checks).isEqualTo(50);
        assertThat(failures).hasSize(10);
        assertThat(ends).isEmpty();
    }

    @Test
    void ends_after_consecutive_failures_and_reports_the_last() {
        run(() -> {
            checks++;
            throw new NoSuchFieldException("of another server");
        });

        assertThat(checks).isEqualTo(RepeatedCheck.MAX_FAILURES);
        assertThat(failures).hasSize(1);
        assertThat(ends).singleElement().isInstanceOf(NoSuchFieldException.class);
    }
}
