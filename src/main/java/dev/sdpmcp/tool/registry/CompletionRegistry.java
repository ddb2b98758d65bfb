package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.mcp.Completion;
import dev.sdpmcp.mcp.CompletionReference;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.tool.InvalidArguments;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who suggests values for which argument. Immutable once built, thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class CompletionRegistry {

    /**
     * @param completers gives the bean of a class, null if there is none
     * @throws IllegalStateException if an argument names a completer that is no bean
     */
    public CompletionRegistry(
            List<CapabilityBean> beans,
            Function<Class<? extends Completer>, @Nullable Completer> completers,
            ObjectMapper mapper) {}

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
        throw new InvalidArguments(argument);
    }
}
