package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifeCycleIT {

    private final Target target = Deployment.target();

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2099-01-01, 2025-11-25",
        "nonsense, 2025-11-25"
    })
    void goes_through_the_handshake_of_each_revision(String asked, String granted) {
        try (TestSession session = TestSession.open(target)) {
            JsonNode result = session.initialize(asked).get("result");

            assertThat(result.get("protocolVersion").asText()).isEqualTo(granted);
            assertThat(result.at("/serverInfo/name").asText()).isEqualTo("sdp-mcp");
            assertThat(result.get("capabilities").has("tools")).isTrue();
            assertThat(session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(session.result("tools/list", Json.object()).get("tools")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tools/list",
                "tools/call",
                "resources/list",
                "prompts/list",
                "logging/setLevel",
                "no/such/method"
            })
    void refuses_at_once_a_request_before_initialize(String method) {
        try (TestSession session = TestSession.open(target)) {
            JsonNode answer = session.request(method, Json.object());

            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32600);
            assertThat(answer.at("/error/message").asText()).contains("send \"initialize\" first");
        }
    }

    @Test
    void answers_ping_before_initialize() {
        try (TestSession session = TestSession.open(target)) {
            assertThat(session.result("ping", Json.object())).isEmpty();
        }
    }

    @Test
    void refuses_a_second_initialize_and_goes_on() {
        try (TestSession session = TestSession.ready(target, "2025-03-26")) {
            JsonNode again = session.initialize("2025-11-25");

            assertThat(again.at("/error/code").asInt()).isEqualTo(-32600);
            assertThat(session.result("tools/list", Json.object())
                            .at("/tools/0")
                            .has("outputSchema"))
                    .as("still the first revision")
                    .isFalse();
        }
    }

    @Test
    void answers_requests_between_initialize_and_initialized() {
        try (TestSession session = TestSession.open(target)) {
            session.initialize(TestSession.NEWEST);

            assertThat(session.result("tools/list", Json.object()).get("tools")).isNotEmpty();
        }
    }

    @Test
    void names_what_is_wrong_with_initialize_and_lets_the_client_try_again() {
        try (TestSession session = TestSession.open(target)) {
            JsonNode refused = session.request(
                    "initialize", Json.object("{'protocolVersion':'2025-11-25','capabilities':{},'clientInfo':{}}"));
            assertThat(refused.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(refused.at("/error/message").asText()).contains("\"name\"");

            assertThat(session.initialize("2025-11-25").has("result")).isTrue();
        }
    }

    @Test
    void says_nothing_to_unknown_notifications_and_to_responses() {
        try (TestSession session = TestSession.ready(target)) {
            session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/no/such\",\"params\":{}}");
            session.post("{\"jsonrpc\":\"2.0\",\"id\":\"nobody\",\"result\":{}}");
            session.post("{\"jsonrpc\":\"2.0\",\"id\":\"nobody\",\"error\":{\"code\":1,\"message\":\"x\"}}");

            assertThat(session.result("ping", Json.object())).isEmpty();
            assertThat(session.notification(java.time.Duration.ZERO)).isNull();
        }
    }
}
