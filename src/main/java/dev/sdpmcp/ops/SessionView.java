package dev.sdpmcp.ops;

import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.McpSession;
import org.jspecify.annotations.Nullable;

/**
 * A session as {@code /sessions} shows it.
 *
 * @param handle short name, good for {@code DELETE /sessions/{handle}} and for finding log lines, not for sending messages
 * @param client name and version that the client gave, null until {@code initialize}
 * @param openedAt ISO 8601, UTC
 */
record SessionView(
        String handle,
        String key,
        String address,
        String state,
        @Nullable String client,
        @Nullable String protocolVersion,
        String openedAt,
        long idleSeconds,
        int callsInProgress) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static SessionView of(McpSession session) {
        return new SessionView(
                session.handle(),
                session.owner().keyName(),
                session.owner().address(),
                session.state().name(),
                session.client().map(SessionView::text).orElse(null),
                session.revision().map(ProtocolVersion::wireName).orElse(null),
                session.openedAt().toString(),
                session.idleNanos() / NANOS_PER_SECOND,
                session.calls().size());
    }

    private static String text(Implementation client) {
        return client.name() + ' ' + client.version();
    }
}
