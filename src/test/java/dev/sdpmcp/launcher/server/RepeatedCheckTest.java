package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedCheckTest {

    private final List<Exception> told = new ArrayList<>();
    private final List<Exception> givenUp = new ArrayList<>();
    private int looks;

    private void run(RepeatedCheck.Look look) {
        new RepeatedCheck(look, Duration.ZERO, told::add, givenUp::add).run();
    }

    @Test
    void goes_on_after_failures_that_pass() {
        run(() -> {
            looks++;
            if (looks % RepeatedCheck.MOST_FAILURES != 0) {
                throw new IllegalStateException("look " + looks);
            }
            if (looks == 50) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(looks).isEqualTo(50);
        assertThat(told).hasSize(10);
        assertThat(givenUp).isEmpty();
    }

    @Test
    void gives_up_after_several_in_a_row_and_says_so() {
        run(() -> {
            looks++;
            throw new NoSuchFieldException("of another server");
        });

        assertThat(looks).isEqualTo(RepeatedCheck.MOST_FAILURES);
        assertThat(told).hasSize(1);
        assertThat(givenUp).singleElement().isInstanceOf(NoSuchFieldException.class);
    }
}
