package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tool that changes something shows with {@code dry_run} what it would change, and changes nothing. */
@Tag("component")
class DryRunTest {

    private static final ObjectMapper JSON = new JsonRpcCodec().mapper();
    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT, ToolSnapshotTest.NOW);
    private static final SnapshotCalls CALLS = new SnapshotCalls(DESK);

    record Call(String tool, ObjectNode arguments) {}

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    /** The good calls of the snapshots. */
    static Stream<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (String tool : DESK.tools().names()) {
            if (DESK.tools().declared(tool).orElseThrow().effect() != Effect.READ) {
                Path snapshot = Path.of("src/test/resources/tools", tool + ".json");
                for (JsonNode call : JSON.readTree(Files.readString(snapshot)).path("calls")) {
                    if (!call.path("isError").asBoolean()) {
                        calls.add(new Call(tool, (ObjectNode) call.path("arguments")));
                    }
                }
            }
        }
        return calls.stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_dry_run_sends_no_change_and_names_the_fields_that_the_call_changes(Call call) throws IOException {
        String arguments = CALLS.prepared(call.arguments().toString());
        int before = DESK.log().path("entries").size();

        JsonNode shown = DESK.ok(
                call.tool(),
                ((ObjectNode) JSON.readTree(arguments)).put("dry_run", true).toString());

        assertThat(writesAfter(before)).isEmpty();
        assertThat(shown.path("done").asText()).startsWith("nothing");

        JsonNode made = DESK.ok(call.tool(), arguments);

        assertThat(writesAfter(before).isEmpty())
                .isEqualTo(made.path("done").asText().startsWith("nothing"));
        assertThat(fields(shown)).isEqualTo(fields(made));
    }

    private static List<String> writesAfter(int entries) {
        return StreamSupport.stream(DESK.log().path("entries").spliterator(), false)
                .skip(entries)
                .filter(entry -> entry.path("endpoint").asText().equals("api"))
                .map(entry -> entry.path("method").asText())
                .filter(method -> !method.equals("GET"))
                .toList();
    }

    private static List<String> fields(JsonNode result) {
        return StreamSupport.stream(result.path("changed").spliterator(), false)
                .map(change -> change.path("field").asText())
                .toList();
    }
}
