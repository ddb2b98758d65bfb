package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LifeCycleTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private Desk desk = Desk.fresh();

    @AfterEach
    void leave() {
        desk.close();
    }

    private static String initialize(String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"i\",\"method\":\"initialize\",\"params\":" + params + "}";
    }

    private static String hello(String revision) {
        return initialize("{\"protocolVersion\":\"" + revision
                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void negotiates_the_revision(String asked, String granted) {
        desk.post(hello(asked));

        assertThat(desk.output.next()).contains("\"id\":\"i\"").contains("\"protocolVersion\":\"" + granted + "\"");
        assertThat(desk.session.revision())
                .contains(ProtocolVersion.named(granted).orElseThrow());
        assertThat(desk.session.state()).isEqualTo(SessionState.INITIALIZING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/call", "tools/list", "logging/setLevel", "no/such", "notifications/initialized"})
    void refuses_at_once_every_request_before_initialize(String method) {
        desk.post("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"" + method + "\"}");

        assertThat(desk.output.messages())
                .singleElement()
                .satisfies(answer -> assertThat(answer)
                        .contains("\"id\":5")
                        .contains("-32600")
                        .contains("send \\\"initialize\\\" first"));
    }

    @Test
    void answers_ping_before_initialize() {
        desk.post(PING);

        assertThat(desk.output.messages()).containsExactly("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    }

    @Test
    void refuses_a_second_initialize_and_keeps_the_first() {
        desk.post(hello("2025-03-26"));
        desk.output.next();

        desk.post(hello("2024-11-05"));

        assertThat(desk.output.next()).contains("-32600").contains("initialised already");
        assertThat(desk.session.revision()).contains(ProtocolVersion.V2025_03_26);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|clientInfo",
                "{\"protocolVersion\":\"x\",\"capabilities\":{}}|clientInfo",
                "{\"protocolVersion\":\"x\",\"capabilities\":{},\"clientInfo\":\"me\"}|clientInfo",
                "{\"protocolVersion\":\"x\",\"capabilities\":{},\"clientInfo\":{\"version\":\"1\"}}|name",
                "{\"protocolVersion\":\"x\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\"}}|version",
                "{\"protocolVersion\":\"x\",\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}|capabilities",
                "{\"protocolVersion\":5,\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}|protocolVersion"
            })
    void names_what_is_wrong_with_initialize_and_lets_the_client_try_again(String params, String member) {
        desk.post(initialize(params));
        assertThat(desk.output.next()).contains("-32602").contains("\\\"" + member + "\\\"");
        assertThat(desk.session.state()).isEqualTo(SessionState.NEW);

        desk.post(hello("2025-11-25"));
        assertThat(desk.output.next()).contains("\"result\"");
    }

    @Test
    void takes_requests_between_initialize_and_initialized() {
        desk.post(hello("2025-11-25"));
        desk.output.next();

        desk.call(2);

        assertThat(desk.output.next()).contains("\"id\":2,\"result\"");
    }

    @Test
    void becomes_ready_when_the_client_says_so() {
        desk.post(hello("2025-11-25"));
        desk.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

        assertThat(desk.session.state()).isEqualTo(SessionState.READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such", "resources/list", "notifications/cancelled", ""})
    void answers_a_method_that_is_not_there(String method) {
        desk = Desk.ready();

        desk.post("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"" + method + "\"}");

        assertThat(desk.output.next()).contains("\"id\":5").contains(method.isEmpty() ? "-32600" : "-32601");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"no/such\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"x\"}}"
            })
    void says_nothing_to_what_wants_no_answer(String message) {
        desk = Desk.ready();

        assertThat(desk.post(message)).isEmpty();

        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void sets_the_log_level_and_names_the_levels_to_who_asks_for_another() {
        desk = Desk.ready();

        desk.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"logging/setLevel\",\"params\":{\"level\":\"info\"}}");
        desk.post("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"logging/setLevel\",\"params\":{\"level\":\"loud\"}}");
        desk.post("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"logging/setLevel\"}");

        assertThat(desk.output.next()).contains("\"result\":{}");
        assertThat(desk.output.next()).contains("-32602").contains("debug, info, notice");
        assertThat(desk.output.next())
                .contains("-32602")
                .contains("\\\"level\\\" must be a string, it is missing or null");
        assertThat(desk.session.logLevel()).isEqualTo(LoggingLevel.INFO);
    }

    @Test
    void answers_the_sender_of_a_body_that_has_no_id() {
        assertThat(desk.post("{"))
                .get()
                .extracting(failure -> failure.error().code())
                .isEqualTo(-32700);
        assertThat(desk.post("[]"))
                .get()
                .extracting(failure -> failure.error().code())
                .isEqualTo(-32600);

        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void answers_an_invalid_request_with_an_id_on_the_stream() {
        assertThat(desk.post("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":5}")).isEmpty();

        assertThat(desk.output.next()).contains("\"id\":4").contains("-32600");
    }
}
