package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.session.McpSession;

/** What a client tells without wanting an answer. Unknown and malformed ones are ignored, as JSON-RPC asks. */
final class SessionNotifications {

    private SessionNotifications() {}

    static void take(McpSession session, JsonRpcMessage.Notification notification) {
        McpMethod method = McpMethod.named(notification.method()).orElse(null);
        if (method == McpMethod.INITIALIZED) {
            session.initialized();
        } else if (method == McpMethod.CANCELLED && notification.paramsTree() != null) {
            // 2025-11-25, Cancellation: an id that is unknown or answered already is ignored.
            JsonRpcCodec.readId(notification.paramsTree().get("requestId")).ifPresent(session.calls()::cancel);
        }
    }
}
