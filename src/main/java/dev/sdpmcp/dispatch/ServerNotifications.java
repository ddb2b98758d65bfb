package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionRegistry;
import dev.sdpmcp.session.SessionScope;
import dev.sdpmcp.session.SessionState;
import dev.sdpmcp.session.Subscriptions;
import dev.sdpmcp.tool.ResourceChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;

/** Sends the notifications that no call asked for: resource updates and the end of the server. Thread-safe. */
@ApplicationScoped
public class ServerNotifications {

    private static final String LOGGER = "sdp-mcp";

    @Inject
    private SessionRegistry registry;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private JsonRpcCodec codec;

    /** 2025-11-25, Logging, Log Message Notifications. */
    static JsonRpcMessage.Notification log(LoggingLevel level, String message) {
        return new JsonRpcMessage.Notification(
                "notifications/message", Map.of("level", level, "logger", LOGGER, "data", message));
    }

    /** Announces the shutdown to a session that is ready and wants messages of that level. */
    public void announceShutdown(McpSession session) {
        boolean wanted = LoggingLevel.WARNING.compareTo(session.logLevel()) >= 0;
        if (wanted && session.state() == SessionState.READY) {
            session.output()
                    .offer(codec.encode(log(
                            LoggingLevel.WARNING,
                            "The server is going down; running calls are finished, then this stream ends")));
        }
    }

    /** 2025-11-25, Resources, Subscriptions. */
    void resourceChanged(@Observes ResourceChanged event) {
        String message = null;
        for (McpSession session : registry.sessions()) {
            if (SessionScope.call(session, () -> isSubscribed(event.uri()))) {
                message = message == null ? updated(event.uri()) : message;
                session.output().offer(message);
            }
        }
    }

    private String updated(String uri) {
        return codec.encode(new JsonRpcMessage.Notification("notifications/resources/updated", Map.of("uri", uri)));
    }

    private boolean isSubscribed(String uri) {
        try {
            return subscriptions.contains(uri);
        } catch (ContextNotActiveException ended) {
            // The session was closed after we saw it in the registry.
            return false;
        }
    }
}
