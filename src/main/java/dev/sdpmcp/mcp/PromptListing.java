package dev.sdpmcp.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prompt as {@code prompts/list} shows it ({@code Prompt} in the schema). */
public record PromptListing(String name, @Nullable String title, String description, List<Argument> arguments) {

    public PromptListing {
        arguments = List.copyOf(arguments);
    }

    /** A named string that the prompt takes ({@code PromptArgument} in the schema). */
    public record Argument(String name, @Nullable String title, String description, boolean required) {}

    public PromptListing in(ProtocolVersion revision) {
        if (revision.hasStructuredContent()) {
            return this;
        }
        return new PromptListing(
                name,
                null,
                description,
                arguments.stream()
                        .map(argument -> new Argument(argument.name, null, argument.description, argument.required))
                        .toList());
    }
}
