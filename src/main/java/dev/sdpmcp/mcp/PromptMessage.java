package dev.sdpmcp.mcp;

/**
 * One message of a prompt ({@code PromptMessage} in the schema).
 *
 * @param role {@code user} or {@code assistant}
 */
public record PromptMessage(String role, Content content) {

    public static PromptMessage user(String text) {
        return new PromptMessage("user", Content.text(text));
    }
}
