package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));

    private void speak() {
        console.print("ready: http://127.0.0.1:3000/sse");
        console.note("preparing");
        console.warn("unknown \"variable\"");
        console.printError("the port is taken");
    }

    private static List<JsonNode> objects(ByteArrayOutputStream stream) throws IOException {
        return new ObjectMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(stream.toByteArray())
                .readAll();
    }

    @Test
    void prints_text() {
        console.setLogFormat("text");
        speak();

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("ready: http://127.0.0.1:3000/sse");
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "sdp-mcp: preparing", "sdp-mcp: warning: unknown \"variable\"", "sdp-mcp: the port is taken");
    }

    @Test
    void prints_json_on_both_streams_if_configured() throws IOException {
        console.setLogFormat(" JSON ");
        speak();

        assertThat(objects(out)).singleElement().satisfies(line -> {
            assertThat(line.path("message").asText()).isEqualTo("ready: http://127.0.0.1:3000/sse");
            assertThat(line.path("level").asText()).isEqualTo("INFO");
        });
        assertThat(objects(err))
                .extracting(line ->
                        line.path("level").asText() + " " + line.path("message").asText())
                .containsExactly("INFO preparing", "WARN unknown \"variable\"", "ERROR the port is taken");
    }
}
