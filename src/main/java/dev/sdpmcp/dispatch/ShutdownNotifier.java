package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells a client that the server is going down, by a log message (2025-11-25, Logging). Thread-safe. */
@ApplicationScoped
public class ShutdownNotifier {

    @Inject
    private JsonRpcCodec codec;

    /** Only a session that is ready may be sent a message, and only at a level that it wants. */
    public void tell(McpSession session) {
        boolean wanted = LoggingLevel.WARNING.compareTo(session.logLevel()) >= 0;
        if (wanted && session.state() == SessionState.READY) {
            session.output()
                    .offer(codec.encode(ServerNotifications.log(
                            LoggingLevel.WARNING,
                            "The server is going down; running calls are finished, then this stream ends")));
        }
    }
}
