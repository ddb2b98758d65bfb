package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitCooldownTest {

    private final MovableClock clock = new MovableClock();
    private final RateLimitCooldown cooldown = new RateLimitCooldown(clock);

    private static ApiCall get(String path) {
        return new ApiCall("GET", path, "requests");
    }

    @Test
    void ends_after_its_duration() {
        cooldown.start(get("requests"), Duration.ofSeconds(60));
        clock.forward(Duration.ofSeconds(59));
        assertThatThrownBy(() -> cooldown.check(get("requests")))
                .isInstanceOf(UpstreamFailure.Throttled.class)
                .hasMessageContaining("try again in 1 s");

        clock.forward(Duration.ofSeconds(1));

        assertThatCode(() -> cooldown.check(get("requests"))).doesNotThrowAnyException();
    }

    @Test
    void a_shorter_one_does_not_end_a_longer_one() {
        cooldown.start(get("requests/1/notes"), Duration.ofMinutes(10));
        cooldown.start(get("requests/2/notes"), Duration.ofSeconds(1));
        clock.forward(Duration.ofSeconds(2));

        assertThatThrownBy(() -> cooldown.check(get("requests/3/notes"))).isInstanceOf(UpstreamFailure.Throttled.class);
    }

    @Test
    void applies_to_one_method_and_pattern() {
        cooldown.start(get("requests/1"), Duration.ofMinutes(10));

        assertThatCode(() -> {
                    cooldown.check(get("requests"));
                    cooldown.check(get("requests/1/notes"));
                    cooldown.check(new ApiCall("PUT", "requests/1", "requests"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void drops_the_pattern_that_ends_first_when_there_are_too_many() {
        for (int i = 0; i <= RateLimitCooldown.MAX_PATTERNS; i++) {
            cooldown.start(get("kind" + i), Duration.ofMinutes(1 + i));
        }

        assertThatCode(() -> cooldown.check(get("kind0"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> cooldown.check(get("kind1"))).isInstanceOf(UpstreamFailure.Throttled.class);
    }
}
