package dev.sdpmcp.upstream;

import static dev.sdpmcp.upstream.DeskFixture.OK;
import static dev.sdpmcp.upstream.DeskFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Which calls pass which guard, and what is made of a lock-out. The guards themselves act only inside a server. */
@Tag("component")
class GuardedCallsTest {

    private static final ResourceType.Entity REQUEST = REQUESTS.entity(new EntityId("900000000000123457"));
    private static final String LOCKED_OUT = "{\"response_status\":{\"status_code\":4000,\"status\":\"failed\","
            + "\"messages\":[{\"status_code\":4015,\"type\":\"failed\",\"message\":\"API Rate Limit reached\"}]}}";
    private static final String BLOCKED = LOCKED_OUT.replace("API Rate Limit reached", "URL blocked as maximum access");

    private final List<String> passed = new ArrayList<>();
    private ResiliencePolicy.@Nullable Work instead;
    private final DeskFixture fixture = new DeskFixture(
            DeskFixture.LIMITS, new ResiliencePolicies(work -> pass("reads", work), work -> pass("instance", work)));
    private final HelpDesk desk = fixture.desk;

    @AfterEach
    void close() {
        fixture.close();
    }

    private ObjectNode pass(String guard, ResiliencePolicy.Work work) throws InterruptedException {
        passed.add(guard);
        return instead == null ? work.result() : instead.result();
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Test
    void a_read_may_be_repeated_and_each_attempt_passes_the_breaker() {
        desk.get(REQUEST);

        assertThat(passed).containsExactly("reads", "instance");
    }

    @Test
    void a_write_is_never_repeated() {
        desk.create(REQUESTS, fields());
        desk.update(REQUEST, fields());
        desk.act(REQUEST, "close", fields());

        assertThat(passed).containsExactly("instance", "instance", "instance");
    }

    @Test
    void a_server_error_reaches_the_breaker_as_a_failure() {
        List<Throwable> seen = new ArrayList<>();
        DeskFixture watched =
                new DeskFixture(DeskFixture.LIMITS, new ResiliencePolicies(ResiliencePolicy.Work::result, work -> {
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
    void while_the_breaker_is_open_nothing_is_sent_and_the_caller_hears_when() {
        instead = () -> {
            throw new CircuitBreakerOpenException();
        };

        assertThatThrownBy(() -> desk.update(REQUEST, fields()))
                .isInstanceOfSatisfying(UpstreamFailure.CircuitOpen.class, open -> {
                    assertThat(open.outcomeUnknown()).isFalse();
                    assertThat(open.retryAfter()).isPositive();
                })
                .hasMessageContaining("tried again in");
        assertThat(fixture.server.requests).isEmpty();
        assertThat(fixture.state.asData()).containsEntry("circuit", "open");
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
    void a_guard_that_meets_an_interrupted_thread_means_a_cancellation_too() {
        instead = () -> {
            throw new TimeoutException("Computation already concluded");
        };

        assertThatThrownBy(() -> desk.create(REQUESTS, fields())).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_read_outlasts_a_short_lock_out() {
        fixture.server.answer(request -> fixture.server.requests.size() == 1
                ? Reply.json(429, LOCKED_OUT).with("Retry-After", "1")
                : Reply.json(200, "{\"request\":{\"id\":\"1\"}," + OK + "}"));

        assertThat(desk.get(REQUEST).path("id").asText()).isEqualTo("1");
        assertThat(fixture.server.requests).hasSize(2);
    }

    @Test
    void a_write_does_not() {
        fixture.server.answer(request -> Reply.json(429, LOCKED_OUT).with("Retry-After", "1"));

        assertThatThrownBy(() -> desk.update(REQUEST, fields())).isInstanceOf(UpstreamFailure.Throttled.class);
        assertThat(fixture.server.requests).hasSize(1);
    }

    @Test
    void a_longer_lock_out_shuts_out_calls_of_that_pattern_at_once_and_others_not() {
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
}
