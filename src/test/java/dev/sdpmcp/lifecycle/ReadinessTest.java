package dev.sdpmcp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final List<ServerStopping> heard = new ArrayList<>();
    private final ServerLifecycle lifecycle = new ServerLifecycle(heard::add);

    private static ReadinessCheck check(String name, BooleanSupplier answer) {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean ready() {
                return answer.getAsBoolean();
            }
        };
    }

    @Test
    void is_ready_when_every_check_is() {
        assertThat(new Readiness(List.of(), lifecycle).isReady()).isTrue();
        assertThat(new Readiness(List.of(check("a", () -> true)), lifecycle).isReady())
                .isTrue();
        assertThat(new Readiness(List.of(check("a", () -> true), check("b", () -> false)), lifecycle).answers())
                .contains(new Readiness.Answer("a", true), new Readiness.Answer("b", false));
    }

    @Test
    void a_check_that_throws_counts_as_not_ready() {
        Readiness readiness = new Readiness(
                List.of(check("a", () -> {
                    throw new IllegalStateException("broken");
                })),
                lifecycle);

        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void is_not_ready_while_the_server_stops_and_notifies_observers_once() throws InterruptedException {
        Readiness readiness = new Readiness(List.of(), lifecycle);

        lifecycle.stop(Duration.ofSeconds(1));
        lifecycle.stop(Duration.ofSeconds(1));

        assertThat(readiness.isReady()).isFalse();
        assertThat(lifecycle.isStopping()).isTrue();
        assertThat(heard).hasSize(1);
        assertThat(readiness.answers().get(0).data()).containsKey("todo");
    }

    @Test
    void logs_a_check_that_throws_once() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(Readiness.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                assertThat(entry.getThrown()).isNull();
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            Readiness readiness = new Readiness(
                    List.of(check("a", () -> {
                        throw new IllegalStateException("broken");
                    })),
                    lifecycle);
            readiness.answers();
            readiness.answers();
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(lines).hasSize(1);
    }
}
