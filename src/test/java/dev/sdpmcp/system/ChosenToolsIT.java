package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client chooses the tools of its connection in the address or in headers, and cannot get more than the server offers. */
class ChosenToolsIT {

    private static final String ALL_OFFERED = "?toolsets=all";

    private static List<String> toolsAt(String query, Map<String, String> headers) {
        try (TestSession session = TestSession.open(Deployment.target(), "/sse" + query, headers)) {
            session.initialize(TestSession.NEWEST);
            return names(session);
        }
    }

    private static List<String> names(TestSession session) {
        JsonNode tools = session.result("tools/list", Json.object()).get("tools");
        return StreamSupport.stream(tools.spliterator(), false)
                .map(tool -> tool.get("name").asText())
                .toList();
    }

    @Test
    void gets_the_default_tools_and_no_others() {
        assertThat(toolsAt("", Map.of()))
                .contains("list_requests", "update_request", "get_metadata")
                .doesNotContain("list_problems")
                .hasSizeLessThanOrEqualTo(28)
                .isEqualTo(toolsAt(ALL_OFFERED, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"?toolsets=people, , ", "'', X-MCP-Toolsets, people", "?toolsets=people, X-MCP-Toolsets, all"})
    void narrows_the_toolsets(String query, String header, String value) {
        Map<String, String> headers = header == null ? Map.of() : Map.of(header, value);

        assertThat(toolsAt(query, headers)).isNotEmpty().allMatch(name -> name.contains("technician"));
    }

    @ParameterizedTest
    @CsvSource({"?readonly=true, , ", "'', X-MCP-Readonly, true", "?readonly=false, X-MCP-Readonly, true"})
    void narrows_to_reading(String query, String header, String value) {
        Map<String, String> headers = header == null ? Map.of() : Map.of(header, value);

        assertThat(toolsAt(query, headers))
                .contains("list_requests", "get_request")
                .doesNotContain("create_request", "update_request", "add_note");
    }

    @Test
    void what_was_not_chosen_cannot_be_called_or_read() {
        try (TestSession session = TestSession.open(Deployment.target(), "/sse?toolsets=people", Map.of())) {
            session.initialize(TestSession.NEWEST);

            JsonNode call = session.request("tools/call", TestSession.toolParams("list_requests", Json.object()));
            JsonNode read = session.request("resources/read", Json.object().put("uri", "sdp://requests/1"));

            assertThat(call.at("/error/message").asText()).contains("list_requests", "not offered");
            assertThat(read.has("error")).isTrue();
            assertThat(session.result("prompts/list", Json.object()).get("prompts"))
                    .isEmpty();
            assertThat(session.result("resources/templates/list", Json.object()).get("resourceTemplates"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?toolsets=poeple", "?toolsets=", "?readonly=yes", "?toolsets=all&toolsets=people"})
    void refuses_what_it_does_not_understand_and_names_the_toolsets(String query) {
        RawStream refused = RawStream.get(
                Deployment.target().at("/sse" + query),
                Map.of("X-API-Key", Deployment.target().key()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal()).contains("Unknown toolset", "people", "solutions", "readonly");
    }
}
