package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.registry.ResourceRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code resources/list}: 2025-11-25, Resources, Listing Resources. Everything fits one page: many clients read no second one. */
@Dependent
class ResourcesListHandler implements MethodHandler {

    private final ResourceRegistry resources;

    @Inject
    ResourcesListHandler(ResourceRegistry resources) {
        this.resources = resources;
    }

    @Override
    public McpMethod method() {
        return McpMethod.RESOURCES_LIST;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        params.refuseCursor();
        return Map.of(
                "resources",
                resources.list().stream()
                        .map(listing -> listing.in(context.revision()))
                        .toList());
    }
}
