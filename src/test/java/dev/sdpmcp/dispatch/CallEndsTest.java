package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sdpmcp.dispatch.CallFinished.Outcome;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.UnknownResource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a call ended, for its client and for who counts. */
class CallEndsTest extends CallsFixture {

    @Test
    void reports_how_each_call_ended() {
        desk.call(1);
        assertThat(desk.nextFinished()).satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.OK);
            assertThat(end.method()).isEqualTo("tools/call");
            assertThat(end.tool()).isEqualTo("t");
            assertThat(end.took()).isPositive();
        });

        desk.tools.does((params, context) -> ToolResult.failure("no"));
        desk.call(2);
        assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.TOOL_FAILED);

        desk.tools.does((params, context) -> {
            throw new IllegalStateException("broken");
        });
        desk.call(3);
        assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.REFUSED);

        desk.tools.does((params, context) -> new ToolResult(List.of(Content.text("?")), null, true, true));
        desk.call(4);
        assertThat(desk.nextFinished().outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    static List<Arguments> failures() {
        return List.of(
                arguments(new InvalidArguments("\"limit\": too large"), FailureCause.ARGUMENTS),
                arguments(new UnknownResource("sdp://x"), FailureCause.NOT_FOUND),
                arguments(new RpcFailure(RpcError.Code.INVALID_PARAMS, "no such tool"), FailureCause.ARGUMENTS),
                arguments(
                        RpcFailure.of(
                                new ToolFailure("It does not answer.").because(FailureCause.UPSTREAM_UNAVAILABLE)),
                        FailureCause.UPSTREAM_UNAVAILABLE),
                arguments(new IllegalStateException("broken"), FailureCause.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reports_why_a_call_failed_and_tells_its_client_the_request(RuntimeException failure, FailureCause cause) {
        desk.tools.does((params, context) -> {
            throw failure;
        });

        desk.call(1);

        assertThat(desk.output.next()).contains("\"error\"", " (request request-1)\"");
        assertThat(desk.nextFinished().cause()).isEqualTo(cause);
        assertThat(desk.output.correlationIds()).containsExactly("request-1");
    }

    @Test
    void tells_the_request_in_the_last_line_of_what_a_tool_says_of_its_failure() {
        desk.tools.does((params, context) -> {
            context.diagnostics().failed(FailureCause.CREDENTIALS);
            context.diagnostics().about("1042");
            return ToolResult.failure("The scope is missing.");
        });

        desk.call(1);

        assertThat(desk.output.next()).contains("\"text\":\"The scope is missing.\\n(request request-1)\"");
        CallFinished end = desk.nextFinished();
        assertThat(end.cause()).isEqualTo(FailureCause.CREDENTIALS);
        assertThat(end.ticket()).isEqualTo("1042");
    }

    @Test
    void has_no_cause_and_names_no_request_where_nothing_failed() {
        desk.call(1);

        assertThat(desk.output.next()).doesNotContain("request-1");
        assertThat(desk.nextFinished().cause()).isNull();
    }

    @Test
    void knows_while_it_is_interrupted_what_stopped_it() {
        List<CallContext> seen = new CopyOnWriteArrayList<>();
        desk.tools.does((params, context) -> {
            seen.add(context);
            inside.incrementAndGet();
            try {
                mayGo.acquire();
            } catch (InterruptedException stopped) {
                throw new CancellationException();
            }
            return "";
        });
        desk.call(1);
        awaitInside(1);

        desk.session.calls().abandonAll();

        assertThat(desk.nextFinished().cause()).isEqualTo(FailureCause.SHUTDOWN);
        assertThat(desk.output.next()).contains("went down", "(request request-1)");
        Awaitility.await().until(() -> seen.getFirst().diagnostics().cause() == FailureCause.SHUTDOWN);
    }

    @Test
    void answers_when_the_work_dies_of_an_error() {
        desk.tools.does((params, context) -> {
            throw new StackOverflowError();
        });

        desk.call(1);

        assertThat(desk.output.next()).contains("\"id\":1").contains("-32603");
    }

    @Test
    void answers_when_the_result_cannot_be_written() {
        desk.tools.does((params, context) -> new Object());

        desk.call(1);

        assertThat(desk.output.next()).contains("\"id\":1", "-32603", "(request request-1)");
    }

    @Test
    void answers_work_that_gave_up_by_itself() {
        desk.tools.does((params, context) -> {
            throw new CancellationException();
        });

        desk.call(1);

        assertThat(desk.output.next()).contains("\"id\":1").contains("-32603").contains("given up");
    }
}
