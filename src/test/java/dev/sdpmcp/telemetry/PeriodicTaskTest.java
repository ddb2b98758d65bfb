package dev.sdpmcp.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    @Test
    void does_not_throw_so_that_the_executor_goes_on() {
        AtomicInteger runs = new AtomicInteger();
        PeriodicTask task = new PeriodicTask("testing", () -> {
            runs.incrementAndGet();
            throw new NoClassDefFoundError("of a library that is half there");
        });

        assertThatCode(task::run).doesNotThrowAnyException();
        assertThatCode(task::run).doesNotThrowAnyException();

        assertThat(runs).hasValue(2);
    }
}
