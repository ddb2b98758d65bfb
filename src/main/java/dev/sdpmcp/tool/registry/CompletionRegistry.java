package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.access.Caller;
import dev.sdpmcp.mcp.Completion;
import dev.sdpmcp.mcp.CompletionReference;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.McpPrompt;
import dev.sdpmcp.tool.shape.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who suggests values for which argument. Immutable once built, thread-safe. */
public final class CompletionRegistry {

    private static final Completer NOTHING = (typed, others, context) -> List.of();

    private final Map<CompletionReference, Completable> completers = new HashMap<>();
    private final BiPredicate<String, Caller> offered;

    /** @param tool the one that the prompt or resource needs; may be empty */
    private record Completable(String tool, Map<String, Completer> byArgument) {}

    /**
     * @param beans gives the bean of a class, null if there is none
     * @param offered whether a client is offered a tool
     * @throws IllegalStateException if an argument names a completer that is no bean
     */
    public CompletionRegistry(
            List<CapabilityBean> capabilities,
            Function<Class<? extends Completer>, @Nullable Completer> beans,
            ObjectMapper mapper,
            BiPredicate<String, Caller> offered) {
        this.offered = offered;
        for (DeclaredMethod<McpPrompt> prompt : DeclaredMethod.in(capabilities, McpPrompt.class)) {
            CompletionReference reference =
                    new CompletionReference.ToPrompt(prompt.annotation().name());
            completers.put(
                    reference,
                    new Completable(prompt.annotation().tool(), completersOf(prompt.textArguments(mapper), beans)));
        }
        for (DeclaredResource resource : DeclaredResource.in(capabilities, mapper)) {
            CompletionReference reference =
                    new CompletionReference.ToResource(resource.template().text());
            completers.put(
                    reference,
                    new Completable(resource.method().annotation().tool(), completersOf(resource.shape(), beans)));
        }
    }

    private static Map<String, Completer> completersOf(
            Shape shape, Function<Class<? extends Completer>, @Nullable Completer> beans) {
        Map<String, Completer> byArgument = new LinkedHashMap<>();
        for (Shape.Member member : shape.members()) {
            Completer completer = member.completer() == null ? NOTHING : beans.apply(member.completer());
            if (completer == null) {
                throw new IllegalStateException(
                        shape.origin() + "." + member.name() + " is completed by a class that is no CDI bean");
            }
            byArgument.put(member.name(), completer);
        }
        return byArgument;
    }

    /**
     * @param typed what the user has typed so far, may be empty
     * @param others the arguments that are already filled in, by name
     * @return what the argument's completer suggests; empty if the argument has none
     * @throws InvalidArguments if the reference or the argument is unknown (2025-11-25, Completion, Error Handling)
     */
    public Completion complete(
            CompletionReference reference,
            String argument,
            String typed,
            Map<String, String> others,
            CallContext context) {
        Completable completable = completers.get(reference);
        if (completable == null
                || !(completable.tool().isEmpty() || offered.test(completable.tool(), context.caller()))) {
            throw new InvalidArguments("\"ref\": names no prompt and no resource template; take one from the lists");
        }
        Map<String, Completer> byArgument = completable.byArgument();
        Completer completer = byArgument.get(argument);
        if (completer == null) {
            throw new InvalidArguments("\"argument\": the name must be one of " + byArgument.keySet());
        }
        return Completion.of(completer.complete(typed, Map.copyOf(others), context));
    }
}
