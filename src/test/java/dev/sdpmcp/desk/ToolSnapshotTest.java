package dev.sdpmcp.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.QuietContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each tool as a client sees it: its listing, and its answers to good and bad calls against the simulator. The files in
 * {@code src/test/resources/tools} hold them. To add a call, add its {@code arguments} to a file; to accept a change, run
 * this test with {@code -Dsdp.write-snapshots} and read the difference before it is committed.
 *
 * <p>{@code ${request}} in arguments is the number of a new request, {@code ${changed}} of one that was changed, {@code
 * ${change}} the id of that change.
 */
@Tag("component")
class ToolSnapshotTest {

    private static final Path FILES = Path.of("src/test/resources/tools");
    private static final boolean WRITE = System.getProperty("sdp.write-snapshots") != null;
    /** The time of the snapshots, which their ids depend on. */
    static final Clock NOW = Clock.fixed(Instant.parse("2026-11-20T09:30:00Z"), ZoneOffset.UTC);

    private static final ObjectMapper JSON = new JsonRpcCodec().mapper();
    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT, NOW);

    /** What differs from run to run: the ids and times of changes, the age of kept values. */
    private static final Map<Pattern, String> VARIABLE = Map.of(
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "CHANGE-ID",
            Pattern.compile("(changed_at[^0-9]{3,8})20[0-9T:.-]+Z"), "$1TIME",
            Pattern.compile("(age_seconds[^0-9]{2,6})[0-9]+"), "$10");

    @AfterAll
    static void close() {
        DESK.close();
    }

    static Stream<String> names() {
        return DESK.tools().list(new QuietContext()).stream()
                .map(ToolListing::name)
                .sorted();
    }

    @Test
    void each_tool_has_a_snapshot_and_each_snapshot_a_tool() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> name.replaceFirst("\\.json$", ""))
                            .sorted()
                            .toList())
                    .isEqualTo(names().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_tool_is_as_its_snapshot_says(String name) throws IOException {
        Path file = FILES.resolve(name + ".json");
        String expected = Files.readString(file);
        ObjectNode snapshot = JSON.createObjectNode();
        snapshot.set("listing", JSON.valueToTree(listing(name)));
        ArrayNode answers = snapshot.putArray("calls");
        DESK.reset();
        for (JsonNode call : JSON.readTree(expected).path("calls")) {
            answers.add(answered(name, (ObjectNode) call.path("arguments")));
        }
        String actual = printed(snapshot);
        if (WRITE) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
        assertThat(answers)
                .as("good and bad calls")
                .anyMatch(answer -> answer.path("isError").asBoolean())
                .anyMatch(answer -> !answer.path("isError").asBoolean());
    }

    private static ToolListing listing(String name) {
        return DESK.tools().list(new QuietContext()).stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode answered(String tool, ObjectNode arguments) throws IOException {
        String text = new SnapshotCalls(DESK).prepared(arguments.toString());
        ObjectNode answer = JSON.createObjectNode();
        answer.set("arguments", arguments);
        try {
            ToolResult result = DESK.call(tool, text);
            answer.put("isError", result.isError());
            answer.set("text", lines(SimulatedDesk.textOf(result)));
            if (result.structuredContent() != null) {
                answer.set("structuredContent", JSON.valueToTree(result.structuredContent()));
            }
        } catch (InvalidArguments invalid) {
            answer.put("isError", true);
            answer.put("invalidArguments", invalid.detail());
        }
        return answer;
    }

    /** A text of several lines is compared, and read, line by line. */
    private static JsonNode lines(String text) {
        return JSON.valueToTree(List.of(text.split("\n", -1)));
    }

    private static String printed(ObjectNode snapshot) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance())
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        String text = new String(JSON.writer(printer).writeValueAsBytes(snapshot), UTF_8) + "\n";
        for (var variable : VARIABLE.entrySet()) {
            text = variable.getKey().matcher(text).replaceAll(variable.getValue());
        }
        return text;
    }
}
