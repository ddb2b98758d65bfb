package dev.sdpmcp.mcp;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of {@code tools/call} ({@code CallToolResult} in the schema).
 *
 * @param structuredContent the same as the text, valid against the output schema of the tool; null where there is
 *     none
 * @param isError true when the tool failed; the content then says what the model can do about it
 * @param outcomeUnknown true when a change may have been made or not; the text says so too
 */
public record ToolResult(
        List<Content> content,
        @Nullable Object structuredContent,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isError,
        @JsonIgnore boolean outcomeUnknown) {

    public ToolResult {
        content = List.copyOf(content);
    }

    /** A result whose outcome is known. */
    public ToolResult(List<Content> content, @Nullable Object structuredContent, boolean isError) {
        this(content, structuredContent, isError, false);
    }

    /** A failure of the tool, worded for a model. */
    public static ToolResult failure(String whatToDo) {
        return new ToolResult(List.of(Content.text(whatToDo)), null, true);
    }

    public ToolResult in(ProtocolVersion revision) {
        return revision.hasStructuredContent() ? this : new ToolResult(content, null, isError, outcomeUnknown);
    }
}
