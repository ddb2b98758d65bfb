package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.CompletionReference;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.registry.CompletionRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** {@code completion/complete}: 2025-11-25, Completion. */
@Dependent
class CompletionHandler implements MethodHandler {

    private final CompletionRegistry completions;

    @Inject
    CompletionHandler(CompletionRegistry completions) {
        this.completions = completions;
    }

    @Override
    public McpMethod method() {
        return McpMethod.COMPLETION_COMPLETE;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        Params argument = new Params(params.object("argument"));
        CompletionReference reference = reference(new Params(params.object("ref")));
        return Map.of(
                "completion",
                completions.complete(
                        reference, argument.text("name"), argument.text("value"), others(params), context));
    }

    private static CompletionReference reference(Params ref) {
        String type = ref.text("type");
        return switch (type) {
            case "ref/prompt" -> new CompletionReference.ToPrompt(ref.text("name"));
            case "ref/resource" -> new CompletionReference.ToResource(ref.text("uri"));
            default ->
                throw new RpcFailure(
                        RpcError.Code.INVALID_PARAMS, "\"ref.type\" must be \"ref/prompt\" or \"ref/resource\"");
        };
    }

    /** {@code context.arguments} exists since 2025-06-18; older clients do not send it. */
    private static Map<String, String> others(Params params) {
        ObjectNode context = params.optionalObject("context");
        ObjectNode arguments = context == null ? null : new Params(context).optionalObject("arguments");
        Map<String, String> others = new HashMap<>();
        if (arguments != null) {
            for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
                if (!argument.getValue().isNull()) {
                    others.put(argument.getKey(), new Params(arguments).text(argument.getKey()));
                }
            }
        }
        return others;
    }
}
