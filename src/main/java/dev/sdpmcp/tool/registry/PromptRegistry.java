package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.access.Caller;
import dev.sdpmcp.mcp.PromptListing;
import dev.sdpmcp.mcp.PromptMessage;
import dev.sdpmcp.mcp.PromptResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpPrompt;
import dev.sdpmcp.tool.shape.ArgumentBinder;
import dev.sdpmcp.tool.shape.Shape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The prompts of the program. Immutable once built, thread-safe. */
public final class PromptRegistry {

    private static final ArgumentBinder BINDER = new ArgumentBinder(LongText.DEFAULT_MAX_CHARACTERS);

    private record Prompt(DeclaredMethod<McpPrompt> declared, Shape arguments, PromptListing listing) {}

    private final Catalogue<Prompt> prompts = new Catalogue<>("prompt");
    private final BiPredicate<String, Caller> offered;

    /**
     * @param offered whether a client is offered a tool
     * @throws IllegalStateException if a declaration is wrong; the message names class and member
     */
    public PromptRegistry(List<CapabilityBean> beans, ObjectMapper mapper, BiPredicate<String, Caller> offered) {
        this.offered = offered;
        for (DeclaredMethod<McpPrompt> declared : DeclaredMethod.in(beans, McpPrompt.class)) {
            if (!isListOfMessages(declared.method().getGenericReturnType())) {
                throw new IllegalStateException(declared.where() + " must return a List<PromptMessage>");
            }
            Shape arguments = declared.textArguments(mapper);
            prompts.add(
                    declared.annotation().name(),
                    declared.where(),
                    new Prompt(declared, arguments, listing(declared, arguments)));
        }
    }

    private static boolean isListOfMessages(Type type) {
        return type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == PromptMessage.class;
    }

    private static PromptListing listing(DeclaredMethod<McpPrompt> declared, Shape shape) {
        McpPrompt prompt = declared.annotation();
        declared.requireText("title", prompt.title());
        declared.requireText("description", prompt.description());
        List<PromptListing.Argument> arguments = shape.members().stream()
                .map(member -> new PromptListing.Argument(member.name(), null, member.description(), member.required()))
                .toList();
        return new PromptListing(prompt.name(), prompt.title(), prompt.description(), arguments);
    }

    private boolean isOffered(Prompt prompt, Caller client) {
        String tool = prompt.declared.annotation().tool();
        return tool.isEmpty() || offered.test(tool, client);
    }

    /** The prompts of this client by name, one page. */
    public List<PromptListing> list(Caller client) {
        return prompts.all().stream()
                .filter(prompt -> isOffered(prompt, client))
                .map(Prompt::listing)
                .toList();
    }

    /**
     * @param arguments null is the same as none
     * @throws InvalidArguments if no prompt has that name, or the arguments do not fit (2025-11-25, Prompts, Error
     *     Handling: both are {@code -32602})
     */
    public PromptResult get(String name, @Nullable ObjectNode arguments, CallContext context) {
        Prompt prompt = prompts.find(name);
        if (prompt == null || !isOffered(prompt, context.caller())) {
            throw new InvalidArguments(prompts.unknown(
                    name, near -> isOffered(Objects.requireNonNull(prompts.find(near)), context.caller())));
        }
        List<?> messages = (List<?>) prompt.declared.call(BINDER.bind(prompt.arguments, arguments), context);
        return new PromptResult(
                prompt.listing.description(),
                messages.stream().map(PromptMessage.class::cast).toList());
    }
}
