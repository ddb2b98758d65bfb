package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.launcher.server.ConnectionSweep.LogRateLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogRateLimitTest {

    private final LogRateLimit lines = new LogRateLimit();
    private long now = 42;

    private int after(int seconds, int count) {
        now += Duration.ofSeconds(seconds).toNanos();
        return lines.add(count, now);
    }

    @Test
    void the_first_line_is_due_at_once_and_the_next_a_minute_later_with_the_total() {
        assertThat(after(0, 0)).isZero();
        assertThat(after(0, 3)).isEqualTo(3);
        assertThat(after(2, 5)).isZero();
        assertThat(after(50, 7)).isZero();
        assertThat(after(8, 0)).isEqualTo(12);
        assertThat(after(70, 0)).isZero();
        assertThat(after(2, 1)).isEqualTo(1);
    }
}
