package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.JsonRpcId;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.GivenSession;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.CallDiagnostics;
import dev.sdpmcp.tool.CallOrigin;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.UnknownResource;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The engine answers without any session: the way the stateless revision will use it. */
class EngineTest {

    private static final JsonRpcMessage.Call CALL = new JsonRpcMessage.Call(JsonRpcId.of("c"), "tools/call", null);

    private final FakeTools tools = new FakeTools();
    private final Engine engine = new Engine(List.of(MethodHandlers.ping(), tools));
    private final CallContext context = new Call(
            GivenSession.ANN,
            new CallOrigin("request-1", "session", null, null),
            ProtocolVersion.newest(),
            LoggingLevel.WARNING,
            null,
            new Call.CancellationToken() {
                @Override
                public boolean isOpen() {
                    return true;
                }

                @Override
                public boolean isCancelled() {
                    return false;
                }
            },
            new CallDiagnostics(),
            notification -> {});

    private JsonRpcMessage.Failure failureOf(Throwable thrown) {
        tools.does((params, unused) -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        });
        JsonRpcMessage.Response response = engine.answer(CALL, context);
        assertThat(response).isInstanceOf(JsonRpcMessage.Failure.class);
        return (JsonRpcMessage.Failure) response;
    }

    @Test
    void answers_with_what_the_handler_returns() {
        tools.does((params, unused) -> Map.of("a", 1));

        assertThat(engine.answer(CALL, context))
                .isEqualTo(new JsonRpcMessage.Result(JsonRpcId.of("c"), Map.of("a", 1)));
    }

    @Test
    void turns_each_failure_into_its_error() {
        assertThat(failureOf(new RpcFailure(RpcError.Code.BUSY, "later"))
                        .error()
                        .code())
                .isEqualTo(-32000);
        assertThat(failureOf(new InvalidArguments("\"limit\": too large")).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(-32602);
                    assertThat(error.message()).contains("\"limit\": too large");
                });
        assertThat(failureOf(new UnknownResource("sdp://x")).error()).satisfies(error -> {
            assertThat(error.code()).isEqualTo(-32002);
            assertThat(error.data()).isEqualTo(Map.of("uri", "sdp://x"));
        });
    }

    @Test
    void answers_the_failure_of_a_read_with_its_sentence_and_notes_its_cause() {
        assertThat(failureOf(new ToolFailure("Ask again later").because(FailureCause.TIMEOUT))
                        .error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(-32603);
                    assertThat(error.message()).contains("Ask again later");
                });
        assertThat(context.diagnostics().cause()).isEqualTo(FailureCause.TIMEOUT);
    }

    @Test
    void a_list_has_a_single_page_and_refuses_a_cursor() {
        Engine lists = new Engine(
                List.of(new MethodHandlers.ListHandler(McpMethod.TOOLS_LIST, "tools", call -> List.of("a"))));
        ObjectNode cursor = JsonNodeFactory.instance.objectNode().put("cursor", "x");

        assertThat(lists.answer(new JsonRpcMessage.Call(JsonRpcId.of("c"), "tools/list", null), context))
                .isEqualTo(new JsonRpcMessage.Result(JsonRpcId.of("c"), Map.of("tools", List.of("a"))));
        assertThat(lists.answer(new JsonRpcMessage.Call(JsonRpcId.of("c"), "tools/list", cursor), context))
                .isInstanceOfSatisfying(
                        JsonRpcMessage.Failure.class,
                        failure -> assertThat(failure.error().code()).isEqualTo(-32602));
    }

    @Test
    void says_nothing_of_what_broke_inside() {
        assertThat(failureOf(new IllegalStateException("secret detail")).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(-32603);
                    assertThat(error.message()).doesNotContain("secret");
                });
        assertThat(failureOf(new NoClassDefFoundError("some/Class")).error().code())
                .isEqualTo(-32603);
    }

    @Test
    void lets_a_cancellation_pass() {
        tools.does((params, unused) -> {
            throw new CancellationException("gone");
        });

        assertThatThrownBy(() -> engine.answer(CALL, context)).isInstanceOf(CancellationException.class);
    }

    @Test
    void knows_what_may_block() {
        assertThat(engine.mayBlock(McpMethod.TOOLS_CALL)).isTrue();
        assertThat(engine.mayBlock(McpMethod.PING)).isFalse();
        assertThat(engine.mayBlock(McpMethod.TOOLS_LIST)).isFalse();
        assertThat(engine.mayBlock(null)).isFalse();
    }

    private record Logged(int order, List<Integer> log) implements CallInterceptor {

        @Override
        public Object around(InterceptedCall call, Supplier<Object> work) {
            log.add(order);
            return work.get();
        }
    }

    @Test
    void interceptors_run_in_their_order_whatever_order_they_are_found_in() {
        List<Integer> log = new ArrayList<>();
        Engine intercepted = new Engine(
                List.of(MethodHandlers.ping(), tools),
                List.of(new Logged(300, log), new Logged(CallInterceptorOrder.AUDIT, log), new Logged(200, log)));

        intercepted.answer(CALL, context);
        assertThat(log).containsExactly(CallInterceptorOrder.AUDIT, 200, 300);

        log.clear();
        intercepted.answer(new JsonRpcMessage.Call(JsonRpcId.of("p"), "ping", null), context);
        assertThat(log).as("a method that does not block").isEmpty();
        assertThatThrownBy(() -> new Engine(List.of(), List.of(new Logged(1, log), new Logged(1, log))))
                .hasMessageContaining("order 1");
    }

    @Test
    void audit_is_the_outermost_interceptor() {
        assertThat(Arrays.stream(CallInterceptorOrder.class.getFields()).map(EngineTest::valueOf))
                .allSatisfy(order -> assertThat(order).isGreaterThanOrEqualTo(CallInterceptorOrder.AUDIT));
    }

    private static int valueOf(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void takes_one_handler_for_a_method() {
        assertThatThrownBy(() -> new Engine(List.of(tools, new FakeTools()))).hasMessageContaining("tools/call");
    }
}
