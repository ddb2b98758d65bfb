package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.tool.CallContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProgressTest {

    private Desk desk = Desk.ready();

    @AfterEach
    void leave() {
        desk.close();
    }

    private void callAskingForProgress(String token) {
        desk.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"t\","
                + "\"_meta\":{\"progressToken\":" + token + "}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"p\"", "7", "123456789012345678901234567890"})
    void tells_of_progress_under_the_token_that_was_given(String token) {
        desk.tools.does((params, context) -> {
            context.reportProgress(1, 3, "first");
            context.reportProgress(2, 0, "second");
            return Map.of();
        });

        callAskingForProgress(token);

        assertThat(desk.output.next())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
                        + token + ",\"progress\":1.0,\"total\":3.0,\"message\":\"first\"}}");
        assertThat(desk.output.next()).contains("\"progress\":2.0").doesNotContain("total");
        assertThat(desk.output.next()).contains("\"id\":1,\"result\"");
    }

    @Test
    void sends_no_message_of_progress_in_the_first_revision() {
        desk = Desk.ready(ProtocolVersion.V2024_11_05);
        desk.tools.does((params, context) -> {
            context.reportProgress(1, 3, "first");
            return Map.of();
        });

        callAskingForProgress("7");

        assertThat(desk.output.next()).contains("notifications/progress").doesNotContain("message");
    }

    @Test
    void says_nothing_of_progress_to_who_did_not_ask() {
        desk.tools.does((params, context) -> {
            context.reportProgress(1, 3, "first");
            return Map.of();
        });

        desk.call(1);

        assertThat(desk.output.next()).contains("\"id\":1,\"result\"");
        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void drops_progress_that_does_not_grow() {
        desk.tools.does((params, context) -> {
            context.reportProgress(2, 3, "a");
            context.reportProgress(2, 3, "b");
            context.reportProgress(1, 3, "c");
            return Map.of();
        });

        callAskingForProgress("7");

        assertThat(desk.output.next()).contains("\"a\"");
        assertThat(desk.output.next()).contains("\"id\":1,\"result\"");
    }

    @Test
    void drops_progress_and_logs_of_a_call_that_is_answered() {
        CompletableFuture<CallContext> kept = new CompletableFuture<>();
        desk.tools.does((params, context) -> {
            kept.complete(context);
            return Map.of();
        });
        callAskingForProgress("7");
        desk.output.next();

        kept.join().reportProgress(9, 9, "late");
        kept.join().log(LoggingLevel.EMERGENCY, "late");

        assertThat(desk.output.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "true", "{}"})
    void refuses_a_token_that_is_neither_text_nor_whole_number(String token) {
        callAskingForProgress(token);

        assertThat(desk.output.next()).contains("-32602").contains("_meta.progressToken");
    }

    @Test
    void sends_logs_of_the_level_that_the_client_wants() {
        desk.tools.does((params, context) -> {
            context.log(LoggingLevel.NOTICE, "quiet");
            context.log(LoggingLevel.WARNING, "loud");
            return Map.of();
        });

        desk.call(1);

        assertThat(desk.output.next())
                .contains("notifications/message")
                .contains("\"level\":\"warning\"")
                .contains("loud");
        assertThat(desk.output.next()).contains("\"id\":1,\"result\"");
    }
}
