package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionRegistry;
import dev.sdpmcp.session.SessionScope;
import dev.sdpmcp.session.Subscriptions;
import dev.sdpmcp.tool.ResourceChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Tells the sessions that subscribed to a resource that it changed. Thread-safe. */
@ApplicationScoped
class SubscriptionNotifier {

    @Inject
    private SessionRegistry registry;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private JsonRpcCodec codec;

    void changed(@Observes ResourceChanged event) {
        String message = null;
        for (McpSession session : registry.sessions()) {
            if (SessionScope.call(session, () -> wants(event.uri()))) {
                message = message == null ? codec.encode(ServerNotifications.resourceUpdated(event.uri())) : message;
                session.output().offer(message);
            }
        }
    }

    private boolean wants(String uri) {
        try {
            return subscriptions.contains(uri);
        } catch (ContextNotActiveException ended) {
            // The session closed after we saw it in the registry: it wants nothing any more.
            return false;
        }
    }
}
