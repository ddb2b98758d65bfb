package dev.sdpmcp.session;

import static dev.sdpmcp.session.GivenSession.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.throttle.RateBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class McpSessionTest {

    private static final ProtocolVersion REVISION = ProtocolVersion.V2025_06_18;

    private final FakeOutput output = new FakeOutput();
    private final List<CloseReason> closings = new ArrayList<>();
    private final McpSession session = new McpSession(
            SessionId.random(),
            "cafe",
            GivenSession.ANN,
            output,
            new RateBucket(60),
            (closed, reason) -> closings.add(reason));

    @Test
    void goes_through_its_states_in_order() {
        assertThat(session.state()).isEqualTo(SessionState.NEW);

        assertThat(session.initialize(hello(REVISION), REVISION)).isTrue();
        assertThat(session.state()).isEqualTo(SessionState.INITIALIZING);

        session.initialized();
        assertThat(session.state()).isEqualTo(SessionState.READY);

        session.close(CloseReason.IDLE);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    void knows_client_and_revision_from_the_handshake_on() {
        assertThat(session.client()).isEmpty();
        assertThat(session.revision()).isEmpty();

        session.initialize(hello(REVISION), REVISION);

        assertThat(session.client()).map(Implementation::name).contains("test");
        assertThat(session.revision()).contains(REVISION);
    }

    @Test
    void is_initialised_once() {
        session.initialize(hello(REVISION), REVISION);

        assertThat(session.initialize(hello(ProtocolVersion.V2024_11_05), ProtocolVersion.V2024_11_05))
                .isFalse();
        assertThat(session.revision()).contains(REVISION);
    }

    @Test
    void ignores_an_initialized_that_comes_too_early_or_too_late() {
        session.initialized();
        assertThat(session.state()).isEqualTo(SessionState.NEW);

        session.close(CloseReason.IDLE);
        session.initialized();
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(session.initialize(hello(REVISION), REVISION)).isFalse();
    }

    @Test
    void closes_once_for_its_first_reason() {
        session.close(CloseReason.SLOW_READER);
        session.close(CloseReason.IDLE);

        assertThat(closings).containsExactly(CloseReason.SLOW_READER);
        assertThat(output.timesClosed()).isEqualTo(1);
    }

    @Test
    void closes_once_when_many_want_it_at_the_same_time() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 1_000; round++) {
                AtomicInteger told = new AtomicInteger();
                McpSession each = new McpSession(
                        SessionId.random(),
                        "x",
                        GivenSession.ANN,
                        output,
                        new RateBucket(60),
                        (closed, reason) -> told.incrementAndGet());
                CountDownLatch done = new CountDownLatch(4);
                for (int i = 0; i < 4; i++) {
                    threads.execute(() -> {
                        each.close(CloseReason.IDLE);
                        done.countDown();
                    });
                }
                done.await();
                assertThat(told).hasValue(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void cancels_its_calls_when_it_closes() {
        List<InFlightCall.Stop> stops = new ArrayList<>();
        session.calls().enter(new InFlightCall(JsonRpcId.of(1), Duration.ofMinutes(1), () -> {}, stops::add, () -> {}));

        session.close(CloseReason.CLIENT_GONE);

        assertThat(stops).containsExactly(InFlightCall.Stop.CANCELLED);
    }

    @Test
    void ends_its_output_and_its_calls_even_if_an_observer_of_its_end_fails() {
        List<InFlightCall.Stop> stops = new ArrayList<>();
        McpSession unlucky = new McpSession(
                SessionId.random(), "x", GivenSession.ANN, output, new RateBucket(60), (closed, reason) -> {
                    throw new IllegalStateException("observer");
                });
        unlucky.calls().enter(new InFlightCall(JsonRpcId.of(1), Duration.ofMinutes(1), () -> {}, stops::add, () -> {}));

        assertThatThrownBy(() -> unlucky.close(CloseReason.IDLE)).hasMessage("observer");

        assertThat(output.timesClosed()).isEqualTo(1);
        assertThat(stops).containsExactly(InFlightCall.Stop.CANCELLED);
    }

    @Test
    void grows_idle_until_it_is_heard_of() {
        Awaitility.await().until(() -> session.idleNanos() > 1_000_000);

        long before = System.nanoTime();
        session.touch();

        assertThat(session.idleNanos()).isLessThanOrEqualTo(System.nanoTime() - before);
    }

    @Test
    void is_never_idle_while_a_call_is_in_progress() {
        InFlightCall call = new InFlightCall(JsonRpcId.of(1), Duration.ofMinutes(1), () -> {}, stop -> {}, () -> {});
        session.calls().enter(call);

        assertThat(session.idleNanos()).isZero();

        Awaitility.await().until(() -> session.ageNanos() > 50_000_000);
        long before = System.nanoTime();
        session.calls().finished(call);
        assertThat(session.idleNanos()).isPositive().isLessThanOrEqualTo(System.nanoTime() - before);
    }

    @Test
    void wants_warnings_until_it_says_otherwise() {
        assertThat(session.logLevel()).isEqualTo(LoggingLevel.WARNING);

        session.setLogLevel(LoggingLevel.DEBUG);

        assertThat(session.logLevel()).isEqualTo(LoggingLevel.DEBUG);
    }

    @Test
    void has_an_id_that_no_log_line_can_carry() {
        assertThat(session.id()).hasToString("SessionId[hidden]");
        assertThat(session.id().value())
                .hasSize(32)
                .isNotEqualTo(SessionId.random().value());
    }
}
