package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.mcp.LoggingLevel;
import java.util.Map;

/** The notifications that do not belong to one call's progress. */
final class ServerNotifications {

    private static final String LOGGER = "sdp-mcp";

    private ServerNotifications() {}

    /** 2025-11-25, Logging, Log Message Notifications. */
    static JsonRpcMessage.Notification log(LoggingLevel level, String message) {
        return new JsonRpcMessage.Notification(
                "notifications/message", Map.of("level", level, "logger", LOGGER, "data", message));
    }

    /** 2025-11-25, Resources, Subscriptions. */
    static JsonRpcMessage.Notification resourceUpdated(String uri) {
        return new JsonRpcMessage.Notification("notifications/resources/updated", Map.of("uri", uri));
    }
}
