package dev.sdpmcp.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineLimitTest {

    private final LineLimit<String> limit = new LineLimit<>();

    @Test
    void the_first_of_a_kind_is_written_and_the_others_counted() {
        assertThat(limit.takeFirst("a")).isTrue();
        assertThat(limit.takeFirst("a")).isFalse();
        assertThat(limit.takeFirst("b")).isTrue();
        assertThat(limit.takeFirst("a")).isFalse();

        assertThat(limit.endPeriod()).isEqualTo(new LineLimit.Counted<>(Map.of("a", 2L), 0));
        assertThat(limit.endPeriod()).isEqualTo(new LineLimit.Counted<>(Map.of(), 0));
        assertThat(limit.takeFirst("a")).as("in a new period").isTrue();
    }

    @Test
    void kinds_above_the_limit_are_counted_together() {
        long written = IntStream.range(0, 10_000)
                .filter(i -> limit.takeFirst("kind " + i))
                .count();

        assertThat(written).isEqualTo(LineLimit.MAX_KINDS);
        assertThat(limit.takeFirst("kind 0")).isFalse();
        assertThat(limit.endPeriod())
                .isEqualTo(new LineLimit.Counted<>(Map.of("kind 0", 1L), 10_000 - LineLimit.MAX_KINDS));
    }

    @Test
    void no_line_is_lost_between_threads() {
        AtomicInteger written = new AtomicInteger();
        long counted = IntStream.range(0, 20_000)
                .parallel()
                .mapToLong(i -> {
                    if (limit.takeFirst("a")) {
                        written.incrementAndGet();
                    }
                    return i % 100 == 0 ? total(limit.endPeriod()) : 0;
                })
                .sum();

        assertThat(written.get() + counted + total(limit.endPeriod())).isEqualTo(20_000);
    }

    private static long total(LineLimit.Counted<String> counted) {
        return counted.others()
                + counted.further().values().stream().mapToLong(Long::longValue).sum();
    }
}
