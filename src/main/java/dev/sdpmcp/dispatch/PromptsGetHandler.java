package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.registry.PromptRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code prompts/get}: 2025-11-25, Prompts, Getting a Prompt. */
@Dependent
class PromptsGetHandler implements MethodHandler {

    private final PromptRegistry prompts;

    @Inject
    PromptsGetHandler(PromptRegistry prompts) {
        this.prompts = prompts;
    }

    @Override
    public McpMethod method() {
        return McpMethod.PROMPTS_GET;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        try {
            return prompts.get(params.text("name"), params.optionalObject("arguments"), context);
        } catch (ToolFailure failure) {
            throw RpcFailure.of(failure);
        }
    }
}
