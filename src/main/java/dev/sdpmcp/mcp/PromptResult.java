package dev.sdpmcp.mcp;

import java.util.List;

/** Result of {@code prompts/get} ({@code GetPromptResult} in the schema). */
public record PromptResult(String description, List<PromptMessage> messages) {

    public PromptResult {
        messages = List.copyOf(messages);
    }
}
