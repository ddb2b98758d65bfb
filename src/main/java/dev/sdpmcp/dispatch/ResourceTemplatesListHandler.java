package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.registry.ResourceRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code resources/templates/list}: 2025-11-25, Resources, Resource Templates. Everything fits one page: many clients read no second one. */
@Dependent
class ResourceTemplatesListHandler implements MethodHandler {

    private final ResourceRegistry resources;

    @Inject
    ResourceTemplatesListHandler(ResourceRegistry resources) {
        this.resources = resources;
    }

    @Override
    public McpMethod method() {
        return McpMethod.RESOURCES_TEMPLATES_LIST;
    }

    @Override
    public Object handle(Params params, CallContext context) {
        params.refuseCursor();
        return Map.of(
                "resourceTemplates",
                resources.templates().stream()
                        .map(listing -> listing.in(context.revision()))
                        .toList());
    }
}
