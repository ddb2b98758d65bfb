package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.SessionLimits;
import dev.sdpmcp.throttle.RateBucket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final RateLimits limits =
            new RateLimits(new SessionLimits(1, 1, 1, 1, 2, 3, Duration.ofMinutes(1), Duration.ofSeconds(1)));

    @Test
    void limits_each_address_for_itself() {
        assertThat(limits.ofAddress("1").tryTake()).isTrue();
        assertThat(limits.ofAddress("1").tryTake()).isTrue();
        assertThat(limits.ofAddress("1").tryTake()).isFalse();
        assertThat(limits.ofAddress("2").tryTake()).isTrue();
    }

    @Test
    void limits_each_key_for_itself() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.ofKey("ann").tryTake()).isTrue();
        }
        assertThat(limits.ofKey("ann").tryTake()).isFalse();
        assertThat(limits.ofKey("bob").tryTake()).isTrue();
    }

    @Test
    void lets_an_address_fail_ten_times_then_makes_it_wait() {
        for (int i = 0; i < RateLimits.KEY_FAILURES_PER_MINUTE; i++) {
            assertThat(limits.noteKeyFailure("1").granted()).isTrue();
        }

        RateBucket.Taken tooMany = limits.noteKeyFailure("1");
        assertThat(tooMany.granted()).isFalse();
        assertThat(tooMany.retryAfterSeconds()).isBetween(1L, 6L);
        assertThat(limits.keyFailuresLeft("1").remaining()).isZero();
    }

    @Test
    void locks_nobody_out_for_the_failures_of_another_address() {
        for (int i = 0; i < 100; i++) {
            RateBucket.Taken unused = limits.noteKeyFailure("1");
        }

        assertThat(limits.keyFailuresLeft("2").remaining()).isEqualTo(RateLimits.KEY_FAILURES_PER_MINUTE);
    }
}
