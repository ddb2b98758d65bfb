package dev.sdpmcp.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class LogLineTest {

    private final LogLine line = LogLine.of("call")
            .with("request", "ab-1")
            .with("tool", null)
            .with("client", "two words\n\"quoted\"")
            .with("ms", 12L);

    @Test
    void is_one_line_of_text_with_ambiguous_values_quoted() {
        assertThat(line.asText())
                .isEqualTo("call request=ab-1 client=\"two words\\n\\\"quoted\\\"\" ms=12")
                .doesNotContain("\n");
    }

    @Test
    void is_one_json_object() throws Exception {
        JsonNode json = new ObjectMapper().readTree(line.asJson());

        assertThat(line.asJson()).doesNotContain("\n");
        assertThat(json.path("event").asText()).isEqualTo("call");
        assertThat(json.path("client").asText()).isEqualTo("two words\n\"quoted\"");
        assertThat(json.path("ms").isNumber()).isTrue();
        assertThat(json.has("tool")).isFalse();
    }
}
