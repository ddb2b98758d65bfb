package dev.sdpmcp.dispatch;

import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.Subscriptions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code resources/unsubscribe}: 2025-11-25, Resources, Subscriptions. */
@Dependent
class UnsubscribeHandler implements SessionMethodHandler {

    private final Subscriptions subscriptions;

    @Inject
    UnsubscribeHandler(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public McpMethod method() {
        return McpMethod.RESOURCES_UNSUBSCRIBE;
    }

    @Override
    public Object handle(Params params, McpSession session) {
        subscriptions.remove(params.text("uri"));
        return Map.of();
    }
}
