package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpstreamStateTest {

    private final LockoutsTest.HandClock clock = new LockoutsTest.HandClock();
    private final UpstreamState state = new UpstreamState(clock);

    @Test
    void is_open_from_the_first_call_that_was_kept_away_until_the_pause_is_over() {
        state.unavailable();
        assertThat(state.asData()).containsEntry("state", "unavailable").containsEntry("circuit", "closed");

        clock.advance(Duration.ofSeconds(4));
        assertThat(state.keptAway()).isEqualTo(InstanceBreaker.PAUSE.minusSeconds(4));
        assertThat(state.asData()).containsEntry("circuit", "open");

        clock.advance(InstanceBreaker.PAUSE);
        assertThat(state.asData()).containsEntry("circuit", "half-open");
    }

    @Test
    void is_closed_again_with_the_first_answer() {
        state.unavailable();
        state.keptAway();

        state.answered();

        assertThat(state.asData()).containsEntry("state", "answering").containsEntry("circuit", "closed");
    }

    @Test
    void asks_for_a_second_at_least() {
        state.unavailable();
        clock.advance(InstanceBreaker.PAUSE);

        assertThat(state.keptAway()).isEqualTo(Duration.ofSeconds(1));
    }
}
