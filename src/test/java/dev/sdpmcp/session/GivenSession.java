package dev.sdpmcp.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sdpmcp.access.Caller;
import dev.sdpmcp.config.SessionLimits;
import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.InitializeParams;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.throttle.RateBucket;
import java.time.Duration;

/** Sessions for tests, in the state that a test starts from. */
public final class GivenSession {

    public static final Caller ANN = new Caller("ann", "10.0.0.1", false);

    public static final SessionLimits ROOMY =
            new SessionLimits(10, 10, 10, 60, 600, 600, Duration.ofMinutes(30), Duration.ofSeconds(30));

    private GivenSession() {}

    /** A session to which nothing was said yet. */
    public static McpSession fresh(SessionOutput output) {
        return new McpSession(SessionId.random(), "cafe0001", ANN, output, new RateBucket(60), (session, reason) -> {});
    }

    /** A session that has been through the handshake. */
    public static McpSession ready(SessionOutput output, ProtocolVersion revision) {
        McpSession session = fresh(output);
        session.initialize(hello(revision), revision);
        session.initialized();
        return session;
    }

    static InitializeParams hello(ProtocolVersion revision) {
        return new InitializeParams(
                revision.wireName(),
                JsonNodeFactory.instance.objectNode(),
                new Implementation("test", null, "1", null, null));
    }
}
