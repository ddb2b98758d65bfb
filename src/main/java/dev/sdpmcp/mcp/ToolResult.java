package dev.sdpmcp.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tools/call} answers ({@code CallToolResult} in the schema).
 *
 * @param structuredContent the same as the text, valid against the tool's output schema; null where there is none
 * @param isError true when the tool itself failed; the content then says what the model can do about it
 */
public record ToolResult(
        List<Content> content,
        @Nullable Object structuredContent,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isError) {

    public ToolResult {
        content = List.copyOf(content);
    }

    /** A failure of the tool, worded for a model. */
    public static ToolResult failure(String whatToDo) {
        return new ToolResult(List.of(Content.text(whatToDo)), null, true);
    }

    public ToolResult in(ProtocolVersion revision) {
        return revision.hasStructuredContent() ? this : new ToolResult(content, null, isError);
    }
}
