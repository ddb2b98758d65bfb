package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.registry.PromptRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code prompts/list}: 2025-11-25, Prompts, Listing Prompts. Everything fits one page: many clients read no second one. */
@Dependent
class PromptsListHandler implements MethodHandler {

    private final PromptRegistry prompts;

    @Inject
    PromptsListHandler(PromptRegistry prompts) {
        this.prompts = prompts;
    }

    @Override
    public McpMethod method() {
        return McpMethod.PROMPTS_LIST;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        params.refuseCursor();
        return Map.of(
                "prompts",
                prompts.list().stream()
                        .map(listing -> listing.in(context.revision()))
                        .toList());
    }
}
