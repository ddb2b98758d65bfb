package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.registry.ResourceRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** {@code resources/read}: 2025-11-25, Resources, Reading Resources. */
@Dependent
class ResourcesReadHandler implements MethodHandler {

    private final ResourceRegistry resources;

    @Inject
    ResourcesReadHandler(ResourceRegistry resources) {
        this.resources = resources;
    }

    @Override
    public McpMethod method() {
        return McpMethod.RESOURCES_READ;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        String uri = params.text("uri");
        try {
            return Map.of("contents", List.of(resources.read(uri, context)));
        } catch (ToolFailure failure) {
            throw RpcFailure.of(failure);
        }
    }
}
