package dev.sdpmcp.mcp;

import java.util.List;

/** What {@code prompts/get} answers ({@code GetPromptResult} in the schema). */
public record PromptResult(String description, List<PromptMessage> messages) {

    public PromptResult {
        messages = List.copyOf(messages);
    }
}
