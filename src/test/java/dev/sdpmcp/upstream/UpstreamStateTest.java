package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.LoggedLines;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpstreamStateTest {

    private final UpstreamFailure.Unavailable down =
            new UpstreamFailure.Unavailable("ServiceDesk Plus cannot be reached", false, new IOException("refused"));

    private final RateLimitCooldownTest.HandClock clock = new RateLimitCooldownTest.HandClock();
    private final UpstreamState state = new UpstreamState(clock);

    @Test
    void is_open_from_the_first_call_that_was_kept_away_until_the_pause_is_over() {
        state.unavailable(down);
        assertThat(state.asData()).containsEntry("state", "unavailable").containsEntry("circuit", "closed");

        clock.advance(Duration.ofSeconds(4));
        assertThat(state.keptAway()).isEqualTo(InstanceCircuitBreaker.PAUSE.minusSeconds(4));
        assertThat(state.asData()).containsEntry("circuit", "open");

        clock.advance(InstanceCircuitBreaker.PAUSE);
        assertThat(state.asData()).containsEntry("circuit", "half-open");
    }

    @Test
    void is_closed_again_with_the_first_answer() {
        state.unavailable(down);
        state.keptAway();

        state.answered();

        assertThat(state.asData()).containsEntry("state", "answering").containsEntry("circuit", "closed");
    }

    @Test
    void asks_for_a_second_at_least() {
        state.unavailable(down);
        clock.advance(InstanceCircuitBreaker.PAUSE);

        assertThat(state.keptAway()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void says_when_an_outage_begins_with_its_cause_when_calls_are_kept_away_and_when_it_ends() {
        try (LoggedLines log = LoggedLines.of(UpstreamState.class)) {
            state.unavailable(down);
            state.unavailable(down);
            state.keptAway();
            state.keptAway();
            clock.advance(Duration.ofSeconds(42));
            state.answered();
            state.answered();

            assertThat(log.lines())
                    .satisfiesExactly(
                            begin -> assertThat(begin)
                                    .startsWith(
                                            "WARNING ServiceDesk Plus does not answer: ServiceDesk Plus cannot be reached")
                                    .contains("java.io.IOException: refused"),
                            open -> assertThat(open)
                                    .startsWith("WARNING The circuit breaker is open after 2 failed exchanges"),
                            end -> assertThat(end)
                                    .isEqualTo(
                                            "WARNING ServiceDesk Plus answers again, 42 s after it stopped; 2 exchanges"
                                                    + " failed"));
        }
    }

    @Test
    void says_no_more_of_outages_that_come_and_go_within_a_minute() {
        try (LoggedLines log = LoggedLines.of(UpstreamState.class)) {
            for (int i = 0; i < 100; i++) {
                state.unavailable(down);
                state.keptAway();
                state.answered();
            }

            assertThat(log.lines()).hasSize(3);
        }
    }
}
