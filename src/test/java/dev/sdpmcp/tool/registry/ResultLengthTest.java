package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.CuttableResult;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** B22: the length of results, for tools that know nothing of it. */
@Tag("reports")
class ResultLengthTest {

    private static final int BUDGET = 2_000;
    private static final ObjectMapper MAPPER = new JsonRpcCodec().mapper();

    private static ToolResult called(ToolHandler.Direct work) {
        ToolDeclaration tool = new ToolDeclaration(
                "test",
                "look",
                "Title",
                "Description",
                "tests",
                "",
                Effect.READ,
                false,
                true,
                Set.of(),
                Shape.of("test", List.of()),
                Optional.empty(),
                work);
        return new ToolRegistry(List.of(() -> List.of(tool).stream()), MAPPER, LongText.DEFAULT_MAX_CHARACTERS, BUDGET)
                .call("look", null, new QuietContext());
    }

    private static String textOf(ToolResult result) {
        return ((Content.Text) result.content().getFirst()).text();
    }

    @Test
    void B22_what_fits_is_not_touched() {
        ObjectNode fitting = MAPPER.createObjectNode().put("text", "x".repeat(BUDGET - 11));

        ToolResult result = called((given, call) -> fitting);

        assertThat(textOf(result)).hasSize(BUDGET);
        assertThat(result.structuredContent()).isSameAs(fitting);
    }

    @Test
    void B22_long_texts_are_cut_to_the_same_length_and_say_so() {
        ObjectNode long1 =
                MAPPER.createObjectNode().put("id", "401828000000002244").put("next", "c".repeat(300));
        long1.put("text", "x".repeat(9_000)).put("other", "y".repeat(1_500)).put("short", "z".repeat(100));

        ToolResult result = called((given, call) -> long1);

        JsonNode shown = MAPPER.valueToTree(result.structuredContent());
        assertThat(textOf(result)).isEqualTo(shown.toString()).hasSizeBetween(BUDGET - 5, BUDGET);
        assertThat(shown.path("id")).isEqualTo(long1.path("id"));
        assertThat(shown.path("next")).isEqualTo(long1.path("next"));
        assertThat(shown.path("short")).isEqualTo(long1.path("short"));
        assertThat(shown.path("text").asText()).contains("more characters left out)");
        assertThat(shown.path("text").asText().indexOf('…'))
                .isEqualTo(shown.path("other").asText().indexOf('…'));
    }

    @Test
    void B22_what_cannot_be_shortened_is_a_failure_that_says_why() {
        ObjectNode many = MAPPER.createObjectNode();
        for (int i = 0; i < 500; i++) {
            many.put("name" + i, i);
        }

        ToolResult result = called((given, call) -> many);

        assertThat(result.isError()).isTrue();
        assertThat(textOf(result)).contains("2000 characters (SDP_RESULT_BUDGET)", "less at a time");
    }

    @Test
    void B22_prose_and_failures_keep_the_length() {
        assertThat(textOf(called((given, call) -> "p".repeat(3_000))))
                .hasSize(BUDGET)
                .endsWith("…");
        ToolResult failed = called((given, call) -> {
            throw new ToolFailure("f".repeat(3_000));
        });
        assertThat(failed.isError()).isTrue();
        assertThat(textOf(failed)).hasSize(BUDGET);
    }

    @Test
    void B22_the_largest_size_that_fits_is_given() {
        CuttableResult<ObjectNode> numbers = new CuttableResult<>() {
            @Override
            public int size() {
                return 100_000;
            }

            @Override
            public int leastSize() {
                return 1;
            }

            @Override
            public ObjectNode ofSize(int size) {
                return MAPPER.createObjectNode().put("x", "1".repeat(size));
            }
        };

        assertThat(textOf(called((given, call) -> numbers))).hasSize(BUDGET).doesNotContain("left out");
    }
}
