package dev.sdpmcp.ops;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /sessions}: the sessions of the caller, or all for an admin key. Never shows a session id. */
@Path("sessions")
@ApplicationScoped
public class SessionsResource {

    @Inject
    private SessionRegistry registry;

    @Inject
    private JsonRpcCodec codec;

    /** The sessions, oldest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list(@Context SecurityContext security) {
        List<SessionView> sessions = visibleTo(Caller.of(security))
                .sorted(Comparator.comparing(McpSession::openedAt))
                .map(SessionView::of)
                .toList();
        return codec.write(Map.of("sessions", sessions));
    }

    /** Closes a session. A session of another key is answered like an unknown one. */
    @DELETE
    @Path("{handle}")
    public Response close(@PathParam("handle") String handle, @Context SecurityContext security) {
        visibleTo(Caller.of(security))
                .filter(session -> session.handle().equals(handle))
                .findFirst()
                .orElseThrow(() -> new HttpFailure(HttpError.SESSION_NOT_FOUND))
                .close(CloseReason.CLOSED_BY_REQUEST);
        return Response.noContent().build();
    }

    private Stream<McpSession> visibleTo(Caller caller) {
        return registry.sessions().stream()
                .filter(session -> caller.admin() || session.owner().holdsSameKeyAs(caller));
    }

    /**
     * A session as {@code /sessions} shows it.
     *
     * @param handle short name for {@code DELETE /sessions/{handle}} and for log lines; it cannot be used to send
     *     messages
     * @param client name and version that the client sent, null until {@code initialize}
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
}
