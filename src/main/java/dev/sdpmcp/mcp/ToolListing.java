package dev.sdpmcp.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A tool as {@code tools/list} shows it ({@code Tool} in the schema).
 *
 * @param inputSchema JSON Schema of the arguments, an object type
 * @param outputSchema JSON Schema of {@code structuredContent}, an object type; null if the tool answers in prose
 */
public record ToolListing(
        String name,
        @Nullable String title,
        String description,
        ObjectNode inputSchema,
        @Nullable ObjectNode outputSchema,
        @Nullable ToolAnnotations annotations) {

    public ToolListing in(ProtocolVersion revision) {
        if (revision.hasStructuredContent()) {
            return this;
        }
        return new ToolListing(
                name, null, description, inputSchema, null, revision.hasToolAnnotations() ? annotations : null);
    }
}
