package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of calls that are sent once more, or not at all. */
@Tag("component")
class CallsNotSentTest {

    private static final Collection.Entity TICKET = DeskFixture.REQUESTS.entity(new EntityId("1"));

    @Test
    void a_read_that_is_tried_again_is_told_of() {
        Guard again = work -> {
            try {
                return work.result();
            } catch (UpstreamFailure.Unavailable failed) {
                return work.result();
            }
        };
        try (DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS, new Guards(again, Guard.Work::result))) {
            fixture.answer(500, "{}");

            assertThatThrownBy(() -> fixture.desk.get(TICKET)).isInstanceOf(UpstreamFailure.Unavailable.class);

            assertThat(fixture.listener.exchanges).hasSize(2);
            assertThat(fixture.listener.repetitions).containsExactly(Repetition.UNAVAILABLE);
            assertThat(fixture.listener.withheld).isEmpty();
        }
    }

    @Test
    void a_call_during_a_lockout_is_withheld() {
        try (DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS)) {
            fixture.answer(429, "{}");
            assertThatThrownBy(() -> fixture.desk.get(TICKET)).isInstanceOf(UpstreamFailure.Throttled.class);

            assertThatThrownBy(() -> fixture.desk.get(TICKET)).isInstanceOf(UpstreamFailure.Throttled.class);

            assertThat(fixture.listener.exchanges).hasSize(1);
            assertThat(fixture.listener.withheld).containsExactly(Withheld.LOCKED_OUT);
        }
    }

    @Test
    void a_call_that_the_breaker_keeps_away_is_withheld() {
        Guard open = work -> {
            throw new CircuitBreakerOpenException();
        };
        try (DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS, new Guards(Guard.Work::result, open))) {
            assertThatThrownBy(() -> fixture.desk.get(TICKET)).isInstanceOf(UpstreamFailure.CircuitOpen.class);

            assertThat(fixture.listener.withheld).containsExactly(Withheld.CIRCUIT_OPEN);
            assertThat(fixture.state.circuit()).isNotEqualTo(UpstreamState.Circuit.CLOSED);
        }
    }
}
