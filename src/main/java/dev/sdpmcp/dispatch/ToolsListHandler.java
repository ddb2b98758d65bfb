package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.registry.ToolRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code tools/list}: 2025-11-25, Tools, Listing Tools. Everything fits one page: many clients read no second one. */
@Dependent
class ToolsListHandler implements MethodHandler {

    private final ToolRegistry tools;

    @Inject
    ToolsListHandler(ToolRegistry tools) {
        this.tools = tools;
    }

    @Override
    public McpMethod method() {
        return McpMethod.TOOLS_LIST;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        params.refuseCursor();
        return Map.of(
                "tools",
                tools.list(context).stream()
                        .map(listing -> listing.in(context.revision()))
                        .toList());
    }
}
