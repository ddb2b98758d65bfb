package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.LoggedLines;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpstreamStateTest {

    private final UpstreamFailure.Unavailable down =
            new UpstreamFailure.Unavailable("ServiceDesk Plus cannot be reached", false, new IOException("refused"));

    private final MovableClock clock = new MovableClock();
    private final UpstreamState state = new UpstreamState(clock);

    @Test
    void is_open_from_the_first_refused_call_until_the_pause_is_over() {
        state.unavailable(down);
        assertThat(state.asData()).containsEntry("state", "unavailable").containsEntry("circuit", "closed");

        clock.forward(Duration.ofSeconds(4));
        assertThat(state.shortCircuited()).isEqualTo(FaultTolerance.PAUSE.minusSeconds(4));
        assertThat(state.asData()).containsEntry("circuit", "open");

        clock.forward(FaultTolerance.PAUSE);
        assertThat(state.asData()).containsEntry("circuit", "half-open");
    }

    @Test
    void is_closed_by_the_first_response() {
        state.unavailable(down);
        state.shortCircuited();

        state.answered();

        assertThat(state.asData()).containsEntry("state", "answering").containsEntry("circuit", "closed");
    }

    @Test
    void returns_a_pause_of_at_least_a_second() {
        state.unavailable(down);
        clock.forward(FaultTolerance.PAUSE);

        assertThat(state.shortCircuited()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void logs_the_begin_of_an_outage_with_its_cause_the_open_circuit_breaker_and_its_end() {
        try (LoggedLines log = LoggedLines.of(UpstreamState.class)) {
            state.unavailable(down);
            state.unavailable(down);
            state.shortCircuited();
            state.shortCircuited();
            clock.forward(Duration.ofSeconds(42));
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
    void logs_repeated_outages_once_a_minute() {
        try (LoggedLines log = LoggedLines.of(UpstreamState.class)) {
            for (int i = 0; i < 100; i++) {
                state.unavailable(down);
                state.shortCircuited();
                state.answered();
            }

            assertThat(log.lines()).hasSize(3);
        }
    }
}
