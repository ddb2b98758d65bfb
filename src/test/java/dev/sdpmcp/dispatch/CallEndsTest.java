package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.dispatch.CallFinished.Outcome;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

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

        assertThat(desk.output.next()).contains("\"id\":1").contains("-32603");
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
