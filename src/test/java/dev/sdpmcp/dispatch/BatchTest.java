package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.mcp.ProtocolVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class BatchTest {

    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
    private static final String NOTIFICATION = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}";

    private Desk desk = Desk.ready(ProtocolVersion.V2025_03_26);

    @AfterEach
    void leave() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(value = ProtocolVersion.class, names = "V2025_03_26", mode = EnumSource.Mode.EXCLUDE)
    void refuses_batches_in_revisions_without_them(ProtocolVersion revision) {
        desk = Desk.ready(revision);

        Optional<JsonRpcMessage.Failure> refused = desk.post("[" + PING + "]");

        assertThat(refused).get().satisfies(failure -> {
            assertThat(failure.error().code()).isEqualTo(-32600);
            assertThat(failure.error().message()).contains("2025-03-26 only");
        });
        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void refuses_a_batch_before_initialize() {
        desk = Desk.fresh();

        assertThat(desk.post("[" + PING + "]")).isPresent();
    }

    @Test
    void answers_all_requests_of_a_batch_together_when_the_last_is_done() {
        CountDownLatch mayGo = new CountDownLatch(1);
        desk.tools.does((params, context) -> {
            await(mayGo);
            return Map.of();
        });

        assertThat(desk.post("[" + CALL + "," + NOTIFICATION + "," + PING + "]"))
                .isEmpty();
        assertThat(desk.output.messages()).isEmpty();
        mayGo.countDown();

        assertThat(desk.output.next())
                .isEqualTo(
                        "[{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}},{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}]");
    }

    @Test
    void says_nothing_to_a_batch_of_notifications() {
        assertThat(desk.post("[" + NOTIFICATION + "," + NOTIFICATION + "]")).isEmpty();

        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void answers_what_can_be_answered_of_a_batch_that_holds_something_without_an_id() {
        Optional<JsonRpcMessage.Failure> refused = desk.post("[5," + PING + "," + CALL + "]");

        assertThat(refused).get().extracting(failure -> failure.error().code()).isEqualTo(-32600);
        assertThat(desk.output.next()).contains("\"id\":2,\"result\"").contains("\"id\":1,\"result\"");
    }

    @Test
    void answers_an_invalid_request_in_its_place() {
        desk.post("[{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":5}," + PING + "]");

        assertThat(desk.output.next())
                .startsWith("[")
                .contains("\"id\":9,\"error\"")
                .contains("\"id\":2,\"result\"");
    }

    @Test
    void refuses_initialize_in_a_batch() {
        desk.post("[{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"initialize\"}]");

        assertThat(desk.output.next()).contains("-32600").contains("must not be part of a batch");
    }

    @Test
    void refuses_an_id_that_another_request_of_the_batch_holds() {
        CountDownLatch mayGo = new CountDownLatch(1);
        desk.tools.does((params, context) -> {
            await(mayGo);
            return Map.of();
        });

        desk.post("[" + CALL + "," + CALL + "]");
        mayGo.countDown();

        assertThat(desk.output.next()).contains("-32600").contains("\"id\":1,\"result\"");
    }

    @Test
    void sends_the_rest_when_one_request_of_a_batch_is_cancelled() {
        CountDownLatch inside = new CountDownLatch(1);
        desk.tools.does((params, context) -> {
            inside.countDown();
            await(new CountDownLatch(1));
            return Map.of();
        });
        desk.post("[" + CALL + "," + PING + "]");
        await(inside);

        desk.cancel(1);

        assertThat(desk.output.next()).isEqualTo("[{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}]");
    }

    @Test
    void sends_nothing_when_every_request_of_a_batch_is_cancelled() {
        CountDownLatch inside = new CountDownLatch(1);
        desk.tools.does((params, context) -> {
            inside.countDown();
            await(new CountDownLatch(1));
            return Map.of();
        });
        desk.post("[" + CALL + "]");
        await(inside);

        desk.cancel(1);
        desk.nextFinished();

        assertThat(desk.output.messages()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException cancelled) {
            throw new IllegalStateException("interrupted", cancelled);
        }
    }
}
