package dev.sdpmcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of calls that are sent once more, or not at all. */
@Tag("component")
class CallsNotSentTest {

    private static final ResourceType.Entity TICKET = DeskFixture.REQUESTS.entity(new EntityId("1"));

    @Test
    void a_read_that_is_tried_again_is_told_of() {
        ResiliencePolicy again = work -> {
            try {
                return work.result();
            } catch (UpstreamFailure.Unavailable failed) {
                return work.result();
            }
        };
        try (DeskFixture fixture =
                new DeskFixture(DeskFixture.LIMITS, new ResiliencePolicies(again, ResiliencePolicy.Work::result))) {
            fixture.answer(500, "{}");

            assertThatThrownBy(() -> fixture.desk.get(TICKET)).isInstanceOf(UpstreamFailure.Unavailable.class);

            assertThat(fixture.listener.exchanges).hasSize(2);
            assertThat(fixture.listener.repetitions).containsExactly(RetryReason.UNAVAILABLE);
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
            assertThat(fixture.listener.withheld).containsExactly(ShortCircuitReason.LOCKED_OUT);
        }
    }

    @Test
    void a_call_that_the_breaker_keeps_away_is_withheld() {
        ResiliencePolicy open = work -> {
            throw new CircuitBreakerOpenException();
        };
        try (DeskFixture fixture =
                new DeskFixture(DeskFixture.LIMITS, new ResiliencePolicies(ResiliencePolicy.Work::result, open))) {
            assertThatThrownBy(() -> fixture.desk.get(TICKET)).isInstanceOf(UpstreamFailure.CircuitOpen.class);

            assertThat(fixture.listener.withheld).containsExactly(ShortCircuitReason.CIRCUIT_OPEN);
            assertThat(fixture.state.circuit()).isNotEqualTo(UpstreamState.Circuit.CLOSED);
        }
    }
}
