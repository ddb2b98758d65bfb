package dev.sdpmcp.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    @Test
    void tells_an_executor_of_no_failure_so_that_the_next_round_comes() {
        AtomicInteger rounds = new AtomicInteger();
        PeriodicTask round = new PeriodicTask("testing", () -> {
            rounds.incrementAndGet();
            throw new NoClassDefFoundError("of a library that is half there");
        });

        assertThatCode(round::run).doesNotThrowAnyException();
        assertThatCode(round::run).doesNotThrowAnyException();

        assertThat(rounds).hasValue(2);
    }
}
