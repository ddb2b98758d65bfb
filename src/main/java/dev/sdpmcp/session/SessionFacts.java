package dev.sdpmcp.session;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.SessionScope.McpSessionScoped;
import java.time.Instant;
import java.util.Optional;

/** Read-only view of a session. Inject it inside {@link McpSessionScoped}. */
public interface SessionFacts {

    /** A short name for logs and listings; it gives no access to the session. */
    String handle();

    Caller owner();

    SessionState state();

    Instant openedAt();

    /** Empty until {@code initialize}. */
    Optional<Implementation> client();

    /** Empty until {@code initialize}. */
    Optional<ProtocolVersion> revision();
}
