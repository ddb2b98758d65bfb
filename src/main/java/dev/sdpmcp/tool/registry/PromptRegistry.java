package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.mcp.PromptListing;
import dev.sdpmcp.mcp.PromptResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.InvalidArguments;
import jakarta.validation.Validator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prompts of the program. Immutable once built, thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class PromptRegistry {

    /** @throws IllegalStateException if a declaration is wrong; the message names class and member */
    public PromptRegistry(List<CapabilityBean> beans, ObjectMapper mapper, Validator validator) {}

    /** All prompts by name, one page. */
    public List<PromptListing> list() {
        return List.of();
    }

    /**
     * @param arguments null is the same as none
     * @throws InvalidArguments if no prompt has that name, or the arguments do not fit (2025-11-25, Prompts, Error
     *     Handling: both are {@code -32602})
     */
    public PromptResult get(String name, @Nullable ObjectNode arguments, CallContext context) {
        throw new InvalidArguments(name);
    }
}
