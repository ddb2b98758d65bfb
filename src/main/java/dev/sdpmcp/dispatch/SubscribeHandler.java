package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.RpcErrorCode;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.Subscriptions;
import dev.sdpmcp.tool.UnknownResource;
import dev.sdpmcp.tool.registry.ResourceRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code resources/subscribe}: 2025-11-25, Resources, Subscriptions. */
@Dependent
class SubscribeHandler implements SessionMethodHandler {

    private final ResourceRegistry resources;
    private final Subscriptions subscriptions;

    @Inject
    SubscribeHandler(ResourceRegistry resources, Subscriptions subscriptions) {
        this.resources = resources;
        this.subscriptions = subscriptions;
    }

    @Override
    public McpMethod method() {
        return McpMethod.RESOURCES_SUBSCRIBE;
    }

    @Override
    public Object handle(Params params, McpSession session) {
        String uri = params.text("uri");
        if (!resources.knows(uri)) {
            throw new UnknownResource(uri);
        }
        if (!subscriptions.add(uri)) {
            throw new RpcFailure(
                    RpcErrorCode.INVALID_PARAMS,
                    "a session may have " + Subscriptions.MAX + " subscriptions; unsubscribe from one first");
        }
        return Map.of();
    }
}
