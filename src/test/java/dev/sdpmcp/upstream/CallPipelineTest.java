package dev.sdpmcp.upstream;

import static dev.sdpmcp.upstream.DeskFixture.OK;
import static dev.sdpmcp.upstream.DeskFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.upstream.ExchangeListener.RetryReason;
import dev.sdpmcp.upstream.ExchangeListener.ShortCircuitReason;
import dev.sdpmcp.upstream.ResiliencePolicies.ResiliencePolicy;
import dev.sdpmcp.upstream.ResiliencePolicies.Work;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Which calls pass which policy, and the events of retries and unsent calls. Real policies exist only inside a server.
 */
@Tag("component")
class CallPipelineTest {

    private static final ResourceType.Entity REQUEST = REQUESTS.entity(new EntityId("900000000000123457"));
    private static final String LOCKED_OUT = "{\"response_status\":{\"status_code\":4000,\"status\":\"failed\","
            + "\"messages\":[{\"status_code\":4015,\"type\":\"failed\",\"message\":\"API Rate Limit reached\"}]}}";
    private static final String BLOCKED = LOCKED_OUT.replace("API Rate Limit reached", "URL blocked as maximum access");

    private final List<String> passed = new ArrayList<>();
    private @Nullable Work instead;
    private final DeskFixture fixture = new DeskFixture(
            DeskFixture.LIMITS, new ResiliencePolicies(work -> pass("reads", work), work -> pass("instance", work)));
    private final HelpDesk desk = fixture.desk;

    @AfterEach
    void close() {
        fixture.close();
    }

    private ApiResponse pass(String policy, Work work) throws InterruptedException {
        passed.add(policy);
        return instead == null ? work.result() : instead.result();
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Test
    void a_read_passes_the_retry_and_the_circuit_breaker() {
        desk.get(REQUEST);

        assertThat(passed).containsExactly("reads", "instance");
    }

    @Test
    void a_write_never_passes_the_retry() {
        desk.create(REQUESTS, fields());
        desk.update(REQUEST, fields());
        desk.act(REQUEST, new HelpDesk.Action("PUT", "close", true), fields());

        assertThat(passed).containsExactly("instance", "instance", "instance");
    }

    @Test
    void only_a_server_error_is_a_failure_for_the_circuit_breaker() {
        List<Throwable> seen = new ArrayList<>();
        DeskFixture watched = new DeskFixture(DeskFixture.LIMITS, new ResiliencePolicies(Work::result, work -> {
            try {
                return work.result();
            } catch (UpstreamFailure failure) {
                seen.add(failure);
                throw failure;
            }
        }));
        watched.answer(500, "{}");
        assertThatThrownBy(() -> watched.desk.get(REQUEST)).isInstanceOf(UpstreamFailure.Unavailable.class);
        watched.answer(404, "{}");
        assertThatThrownBy(() -> watched.desk.get(REQUEST)).isInstanceOf(UpstreamFailure.NotFound.class);
        watched.close();

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isInstanceOf(UpstreamFailure.Unavailable.class);
        assertThat(seen.get(1)).isNotInstanceOf(UpstreamFailure.Unavailable.class);
    }

    @Test
    void while_the_circuit_breaker_is_open_nothing_is_sent() {
        instead = () -> {
            throw new CircuitBreakerOpenException();
        };

        assertThatThrownBy(() -> desk.update(REQUEST, fields()))
                .isInstanceOfSatisfying(UpstreamFailure.CircuitOpen.class, open -> {
                    assertThat(open.outcomeUnknown()).isFalse();
                    assertThat(open.retryAfter()).isPositive();
                })
                .hasMessageContaining("try again in");
        assertThat(fixture.server.requests).isEmpty();
        assertThat(fixture.state.asData()).containsEntry("circuit", "open");
        assertThat(fixture.listener.shortCircuits).containsExactly(ShortCircuitReason.CIRCUIT_OPEN);
    }

    @Test
    void an_interrupt_between_two_attempts_is_a_cancellation() {
        instead = () -> {
            throw new InterruptedException();
        };

        assertThatThrownBy(() -> desk.get(REQUEST)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_policy_that_finds_an_interrupted_thread_is_a_cancellation() {
        instead = () -> {
            throw new TimeoutException("Computation already concluded");
        };

        assertThatThrownBy(() -> desk.create(REQUESTS, fields())).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_read_waits_for_the_end_of_a_short_cooldown() {
        fixture.server.answer(request -> fixture.server.requests.size() == 1
                ? Reply.json(429, LOCKED_OUT).with("Retry-After", "1")
                : Reply.json(200, "{\"request\":{\"id\":\"1\"}," + OK + "}"));

        assertThat(desk.get(REQUEST).path("id").asText()).isEqualTo("1");
        assertThat(fixture.server.requests).hasSize(2);
    }

    @Test
    void a_write_does_not_wait_for_it() {
        fixture.server.answer(request -> Reply.json(429, LOCKED_OUT).with("Retry-After", "1"));

        assertThatThrownBy(() -> desk.update(REQUEST, fields())).isInstanceOf(UpstreamFailure.Throttled.class);
        assertThat(fixture.server.requests).hasSize(1);
    }

    @Test
    void a_longer_cooldown_refuses_calls_of_that_pattern_only() {
        fixture.answer(400, BLOCKED);
        assertThatThrownBy(() -> desk.update(REQUEST, fields()))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofMinutes(10)));
        fixture.answer(200, "{\"request\":{\"id\":\"1\"}," + OK + "}");

        assertThatThrownBy(() -> desk.update(REQUESTS.entity(new EntityId("7")), fields()))
                .isInstanceOf(UpstreamFailure.Throttled.class)
                .hasMessageContaining("PUT requests/ID")
                .hasMessageContaining("try again in 600 s");

        desk.get(REQUEST);
        desk.create(REQUESTS, fields());
        assertThat(fixture.server.requests).hasSize(3);
    }

    @Test
    void a_retry_of_a_read_is_reported() {
        ResiliencePolicy retry = work -> {
            try {
                return work.result();
            } catch (UpstreamFailure.Unavailable failed) {
                return work.result();
            }
        };
        try (DeskFixture retrying = new DeskFixture(DeskFixture.LIMITS, new ResiliencePolicies(retry, Work::result))) {
            retrying.answer(500, "{}");

            assertThatThrownBy(() -> retrying.desk.get(REQUEST)).isInstanceOf(UpstreamFailure.Unavailable.class);

            assertThat(retrying.listener.exchanges).hasSize(2);
            assertThat(retrying.listener.retries).containsExactly(RetryReason.UNAVAILABLE);
            assertThat(retrying.listener.shortCircuits).isEmpty();
        }
    }

    @Test
    void a_call_that_is_not_sent_during_a_cooldown_is_reported() {
        fixture.answer(429, "{}");
        assertThatThrownBy(() -> desk.get(REQUEST)).isInstanceOf(UpstreamFailure.Throttled.class);

        assertThatThrownBy(() -> desk.get(REQUEST)).isInstanceOf(UpstreamFailure.Throttled.class);

        assertThat(fixture.listener.exchanges).hasSize(1);
        assertThat(fixture.listener.shortCircuits).containsExactly(ShortCircuitReason.LOCKED_OUT);
    }
}
