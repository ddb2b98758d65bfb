package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitCooldownTest {

    private final HandClock clock = new HandClock();
    private final RateLimitCooldown lockouts = new RateLimitCooldown(clock);

    private static ApiCall get(String path) {
        return new ApiCall("GET", path, "requests");
    }

    @Test
    void ends_when_its_time_is_over() {
        lockouts.shut(get("requests"), Duration.ofSeconds(60));
        clock.advance(Duration.ofSeconds(59));
        assertThatThrownBy(() -> lockouts.check(get("requests")))
                .isInstanceOf(UpstreamFailure.Throttled.class)
                .hasMessageContaining("try again in 1 s");

        clock.advance(Duration.ofSeconds(1));

        assertThatCode(() -> lockouts.check(get("requests"))).doesNotThrowAnyException();
    }

    @Test
    void a_shorter_one_does_not_end_a_longer_one() {
        lockouts.shut(get("requests/1/notes"), Duration.ofMinutes(10));
        lockouts.shut(get("requests/2/notes"), Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(2));

        assertThatThrownBy(() -> lockouts.check(get("requests/3/notes"))).isInstanceOf(UpstreamFailure.Throttled.class);
    }

    @Test
    void is_about_one_method_and_pattern() {
        lockouts.shut(get("requests/1"), Duration.ofMinutes(10));

        assertThatCode(() -> {
                    lockouts.check(get("requests"));
                    lockouts.check(get("requests/1/notes"));
                    lockouts.check(new ApiCall("PUT", "requests/1", "requests"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void forgets_those_that_end_first_when_there_are_too_many() {
        for (int i = 0; i <= RateLimitCooldown.MOST; i++) {
            lockouts.shut(get("kind" + i), Duration.ofMinutes(1 + i));
        }

        assertThatCode(() -> lockouts.check(get("kind0"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> lockouts.check(get("kind1"))).isInstanceOf(UpstreamFailure.Throttled.class);
    }

    /** A clock that is set by hand. */
    static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
