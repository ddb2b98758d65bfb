package dev.sdpmcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolVersionTest {

    private static final ObjectNode SCHEMA =
            JsonNodeFactory.instance.objectNode().put("type", "object");
    private static final ToolListing TOOL =
            new ToolListing("t", "Title", "d", SCHEMA, SCHEMA, new ToolAnnotations("Title", true, false, true, false));

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void grants_every_revision_that_it_speaks(ProtocolVersion revision) {
        assertThat(ProtocolVersion.negotiate(revision.wireName())).isEqualTo(revision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2023-01-01", "2026-07-28", "latest", "2025-11-25 "})
    void answers_an_unknown_revision_with_the_newest(String asked) {
        assertThat(ProtocolVersion.negotiate(asked)).isEqualTo(ProtocolVersion.V2025_11_25);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, false, false, false, false",
        "2025-03-26, true, true, false, false",
        "2025-06-18, false, true, true, false",
        "2025-11-25, false, true, true, true"
    })
    void knows_what_came_and_went_with_each_revision(
            String name, boolean batches, boolean annotations, boolean structured, boolean tellsModel) {
        ProtocolVersion revision = ProtocolVersion.named(name).orElseThrow();

        assertThat(revision.hasBatches()).isEqualTo(batches);
        assertThat(revision.hasToolAnnotations()).isEqualTo(annotations);
        assertThat(revision.hasStructuredContent()).isEqualTo(structured);
        assertThat(revision.tellsModelOfBadArguments()).isEqualTo(tellsModel);
        assertThat(revision.describesImplementations()).isEqualTo(tellsModel);
    }

    @Test
    void shows_a_tool_as_each_revision_knows_it() {
        ToolListing first = TOOL.in(ProtocolVersion.V2024_11_05);
        ToolListing second = TOOL.in(ProtocolVersion.V2025_03_26);

        assertThat(first.title()).isNull();
        assertThat(first.outputSchema()).isNull();
        assertThat(first.annotations()).isNull();
        assertThat(second.title()).isNull();
        assertThat(second.outputSchema()).isNull();
        assertThat(second.annotations()).isNotNull();
        assertThat(TOOL.in(ProtocolVersion.V2025_06_18)).isEqualTo(TOOL);
    }

    @Test
    void leaves_structured_content_out_of_older_revisions() {
        ToolResult result = new ToolResult(List.of(Content.text("x")), Map.of("x", 1), false);

        assertThat(result.in(ProtocolVersion.V2025_03_26).structuredContent()).isNull();
        assertThat(result.in(ProtocolVersion.V2025_03_26).content()).isEqualTo(result.content());
        assertThat(result.in(ProtocolVersion.V2025_06_18)).isEqualTo(result);
    }

    @Test
    void leaves_titles_out_of_older_revisions() {
        PromptListing prompt =
                new PromptListing("p", "Title", "d", List.of(new PromptListing.Argument("a", "Title", "d", true)));
        ResourceListing resource = new ResourceListing("a:b", "n", "Title", "d", "text/plain");
        ResourceTemplateListing template = new ResourceTemplateListing("a:{b}", "n", "Title", "d", "text/plain");
        Implementation self = new Implementation("n", "Title", "1", "what", "https://example.org");

        assertThat(prompt.in(ProtocolVersion.V2025_03_26).title()).isNull();
        assertThat(prompt.in(ProtocolVersion.V2025_03_26).arguments().get(0).title())
                .isNull();
        assertThat(resource.in(ProtocolVersion.V2025_03_26).title()).isNull();
        assertThat(template.in(ProtocolVersion.V2025_03_26).title()).isNull();
        assertThat(self.in(ProtocolVersion.V2025_03_26)).isEqualTo(new Implementation("n", null, "1", null, null));
        assertThat(self.in(ProtocolVersion.V2025_06_18)).isEqualTo(new Implementation("n", "Title", "1", null, null));
        assertThat(self.in(ProtocolVersion.V2025_11_25)).isEqualTo(self);
    }

    @Test
    void suggests_at_most_100_values_and_says_that_there_are_more() {
        List<String> many = IntStream.range(0, 101).mapToObj(Integer::toString).toList();

        assertThat(Completion.of(many)).isEqualTo(new Completion(many.subList(0, 100), 101, true));
        assertThat(Completion.of(many.subList(0, 100)).hasMore()).isFalse();
    }
}
