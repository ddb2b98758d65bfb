package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said with the right code, in the right place, naming what is wrong. */
class ProtocolErrorsIT {

    private final TestSession session = TestSession.ready(Deployment.target());

    @AfterEach
    void leave() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|-32700",
                "{|-32700",
                "hello|-32700",
                "[]|-32600",
                "5|-32600",
                "null|-32600",
                "{}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}|-32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":1,\"method\":\"ping\"}|-32600",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]|-32600"
            })
    void answers_in_the_post_what_has_no_id_to_be_answered_under(String body, int code) {
        HttpResponse<String> response = session.post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(Json.parse(response.body()).at("/error/code").asInt()).isEqualTo(code);
        assertThat(session.result("ping", Json.object())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\":\"1.0\",\"id\":\"x\",\"method\":\"ping\"}|-32600|jsonrpc",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\"}|-32600|method",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":7}|-32600|method",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\",\"method\":\"ping\"}|-32600|same key twice",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\",\"params\":{\"a\":{\"b\":1,\"b\":1}}}|-32600|same key twice",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\",\"params\":[1]}|-32602|params",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\",\"params\":\"a\"}|-32602|params",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"no/such\"}|-32601|no/such",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"initialized\"}|-32601|initialized",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/call\"}|-32602|name",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/call\",\"params\":{\"name\":7}}|-32602|name",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/call\",\"params\":{\"name\":\"list_requests\",\"arguments\":[1]}}|-32602|arguments",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/call\",\"params\":{\"name\":\"list_request\"}}|-32602|list_request",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"_meta\":{\"progressToken\":1.5}}}|-32602|progressToken",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"resources/read\"}|-32602|uri",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"resources/read\",\"params\":{\"uri\":\"sdp://nothing\"}}|-32002|resources/list",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"sdp://nothing\"}}|-32002|resources/list",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"prompts/get\",\"params\":{\"name\":\"no_such\"}}|-32602|no_such",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"prompts/get\",\"params\":{\"name\":\"triage_request\"}}|-32602|request_id",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"logging/setLevel\",\"params\":{\"level\":\"loud\"}}|-32602|level",
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"completion/complete\",\"params\":{\"ref\":{\"type\":\"ref/x\"},\"argument\":{}}}|-32602|ref.type"
            })
    void answers_on_the_stream_what_has_an_id(String body, int code, String names) {
        session.expect("\"x\"", "?");

        assertThat(session.post(body).statusCode()).isEqualTo(202);

        JsonNode error = session.answerTo("\"x\"").get("error");
        assertThat(error.get("code").asInt()).isEqualTo(code);
        assertThat(error.get("message").asText()).contains(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list_requests|{'page':0}|page",
                "list_requests|{'page':'two'}|page",
                "list_requests|{'page_size':1000}|page_size",
                "list_requests|{'statuss':'Open'}|statuss",
                "get_request|{}|request_id",
                "get_request|{'request_id':''}|request_id",
                "get_request|{'request_id':[1,2]}|request_id",
                "add_note|{'request_id':'1'}|text"
            })
    void names_the_argument_of_a_tool_that_is_wrong(String tool, String arguments, String name) {
        try (TestSession older = TestSession.ready(Deployment.target(), "2025-06-18")) {
            JsonNode refused = older.request("tools/call", TestSession.toolParams(tool, Json.object(arguments)));
            JsonNode told = session.tool(tool, Json.object(arguments));

            assertThat(refused.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(refused.at("/error/message").asText()).contains(name);
            assertThat(told.get("isError").asBoolean())
                    .as("from 2025-11-25 on the model is told")
                    .isTrue();
            assertThat(told.at("/content/0/text").asText()).contains(name);
        }
    }

    @Test
    void takes_64_levels_of_json_and_refuses_65() {
        String head = "{\"jsonrpc\":\"2.0\",\"id\":\"deep\",\"method\":\"ping\",\"params\":{\"a\":";
        session.expect("\"deep\"", "ping");

        session.post(head + "[".repeat(62) + "]".repeat(62) + "}}");
        assertThat(session.answerTo("\"deep\"").has("result")).isTrue();

        session.post(head + "[".repeat(63) + "]".repeat(63) + "}}");
        assertThat(session.answerTo("\"deep\"").at("/error/message").asText()).contains("64 levels");
        assertThat(session.post("[".repeat(100_000)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-7",
                "9007199254740993",
                "18446744073709551616",
                "123456789012345678901234567890123456789012345678901234567890",
                "\"7\"",
                "\" \"",
                "\"quote \\\" back \\\\ slash \\/ tab \\t line \\n\"",
                "\"grüße 漢字 🎫 \\u2028\"",
                "\"00000000-0000-4000-8000-000000000000\""
            })
    void echoes_every_id(String id) {
        String asJacksonWritesIt = Json.parse(id).toString();
        session.expect(asJacksonWritesIt, "ping");

        session.post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");

        assertThat(session.answerTo(asJacksonWritesIt).has("result")).isTrue();
    }

    @Test
    void refuses_an_id_of_257_characters() {
        assertThat(session.post("{\"jsonrpc\":\"2.0\",\"id\":\"" + "x".repeat(257) + "\",\"method\":\"ping\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void takes_a_body_of_a_mebibyte() {
        String padding = "x".repeat((1 << 20) - 200);
        session.expect("\"big\"", "ping");

        session.post("{\"jsonrpc\":\"2.0\",\"id\":\"big\",\"method\":\"ping\",\"params\":{\"a\":\"" + padding + "\"}}");

        assertThat(session.answerTo("\"big\"").has("result")).isTrue();
    }
}
