package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.dispatch.SessionCalls.CallMemoryLimit;
import dev.sdpmcp.jsonrpc.DecodedMessage;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.Payload;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.FakeOutput;
import dev.sdpmcp.session.GivenSession;
import dev.sdpmcp.session.McpSession;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What all requests in hand may take together. */
class CallMemoryLimitTest {

    private static final int MOST = 100_000;

    private final FakeOutput output = new FakeOutput();
    private final McpSession session = GivenSession.ready(output, ProtocolVersion.V2025_03_26);
    private final JsonRpcCodec codec = new JsonRpcCodec();
    private final Queue<Runnable> given = new ArrayDeque<>();
    private final SessionDispatcher dispatcher;

    CallMemoryLimitTest() {
        FakeTools tools = new FakeTools();
        tools.does((params, context) -> Map.of());
        Engine engine = new Engine(List.of(tools));
        dispatcher = new SessionDispatcher(
                engine,
                List.of(),
                codec,
                new SessionCalls(engine, codec, given::add, end -> {}, CallTracing.OFF, new CallMemoryLimit(MOST)));
    }

    private static String call(int id, int characters) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"t\",\"arguments\":{\"text\":\""
                + "x".repeat(characters) + "\"}}}";
    }

    private void post(String body) {
        post(session, body);
    }

    private void post(McpSession session, String body) {
        assertThat(dispatcher.receive(session, codec.decode(body.getBytes(StandardCharsets.UTF_8)), "request"))
                .isEmpty();
    }

    private void work() {
        for (Runnable next = given.poll(); next != null; next = given.poll()) {
            next.run();
        }
    }

    private long refused() {
        return output.messages().stream()
                .filter(message -> message.contains("\"code\":" + RpcError.Code.BUSY.code()))
                .count();
    }

    @Test
    void refuses_what_goes_beyond_half_of_it_for_a_key_until_work_is_over() {
        for (int id = 1; id <= 4; id++) {
            post(call(id, 12_000));
        }
        assertThat(refused()).isZero();

        post(call(5, 12_000));
        assertThat(refused()).isEqualTo(1);

        work();
        post(call(6, 12_000));
        work();
        assertThat(refused()).isEqualTo(1);
        assertThat(output.messages()).hasSize(6);
    }

    @Test
    void counts_calls_that_wait_for_their_turn_and_frees_those_that_are_cancelled() {
        for (int id = 1; id <= 12; id++) {
            post(call(id, 3_900));
        }
        assertThat(refused()).isZero();
        post(call(13, 3_900));
        assertThat(refused()).isEqualTo(1);

        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":12}}");
        post(call(14, 3_900));
        assertThat(refused()).isEqualTo(1);
        work();
        post(call(15, 40_000));
        work();
        assertThat(refused()).isEqualTo(1);
    }

    @Test
    void frees_all_of_a_session_that_closes() {
        for (int id = 1; id <= 12; id++) {
            post(call(id, 3_900));
        }
        session.close(CloseReason.CLIENT_GONE);
        work();

        McpSession next = GivenSession.ready(output, ProtocolVersion.V2025_03_26);
        post(next, call(1, 45_000));
        work();
        assertThat(refused()).isZero();
    }

    /** While all threads are busy a call that has ended stays in their queue; what it took must not. */
    @Test
    void a_cancelled_call_that_no_thread_was_free_for_holds_its_request_no_more() {
        WeakReference<ObjectNode> request = postAndWatch(call(1, 40_000));
        assertThat(given).hasSize(1);

        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

        assertThat(given).as("the queue of the threads").hasSize(1);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            System.gc();
            return request.refersTo(null);
        });
        post(call(2, 40_000));
        assertThat(refused()).isZero();
        assertThat(given).hasSize(2);
    }

    private WeakReference<ObjectNode> postAndWatch(String body) {
        Payload payload = codec.decode(body.getBytes(StandardCharsets.UTF_8));
        assertThat(dispatcher.receive(session, payload, "request")).isEmpty();
        DecodedMessage.Valid frame = (DecodedMessage.Valid) payload.frames().get(0);
        return new WeakReference<>(((JsonRpcMessage.Call) frame.message()).params());
    }

    @Test
    void keeps_half_of_it_for_others() {
        CallMemoryLimit memory = new CallMemoryLimit(MOST);

        assertThat(memory.reserve("ann", MOST / 2)).isTrue();
        assertThat(memory.reserve("ann", 1)).isFalse();
        assertThat(memory.reserve("bob", MOST / 2)).isTrue();
        assertThat(memory.reserve("eve", 1)).isFalse();

        memory.release("ann", MOST / 2);
        assertThat(memory.reserve("eve", MOST / 2)).isTrue();
    }
}
