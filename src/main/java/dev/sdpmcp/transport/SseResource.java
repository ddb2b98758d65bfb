package dev.sdpmcp.transport;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.access.PublicPath;
import dev.sdpmcp.access.RequestAttributes;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionAdmission;
import dev.sdpmcp.session.SessionRegistry;
import dev.sdpmcp.telemetry.BodyLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/**
 * {@code GET /sse}: opens a session and its stream. The first event, {@code endpoint}, says where to POST messages
 * (2024-11-05, Transports, HTTP with SSE).
 */
@Path("sse")
@ApplicationScoped
@StreamHeadersFilter.StreamHeaders
public class SseResource {

    /**
     * Buffer of a stream, in bytes. Undertow would use a buffer of its pool and return it when the client
     * disconnects, while an event is still being written from it; the HTTP request that got it next lost its body and
     * was never answered.
     */
    private static final int BUFFER = 4 * 1024;

    private final Backlog.Memory memory = Backlog.Memory.ofThisHeap();

    @Inject
    private SessionRegistry sessions;

    @Inject
    private StreamThreads threads;

    @Inject
    private ClosedStreams closedStreams;

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private BodyLog bodies;

    @Inject
    private PublicPath publicPath;

    @Inject
    private HttpServletRequest request;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void open(
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context SecurityContext security,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServletResponse response) {
        response.setBufferSize(BUFFER);
        Caller caller = Caller.of(security).choosing(ChosenTools.of(uri, headers));
        Outbox outbox = new Outbox(
                streamTo(caller, new EventStream.OfSse(sink, sse)),
                threads,
                configuration.sessions().keepAliveInterval(),
                memory);
        McpSession session = openSession(caller, outbox);
        ConnectionTable.TcpConnection.of(request).ifPresent(connection -> closedStreams.watch(session, connection));
        outbox.offer(new SseEvent.Event(
                "endpoint",
                publicPath.of(request)
                        + uri.getBaseUri().getPath()
                        + "messages?sessionId="
                        + session.id().value()));
    }

    private EventStream streamTo(Caller caller, EventStream stream) {
        return bodies.isEnabled()
                ? new EventStream.Logged(stream, bodies, RequestAttributes.correlationIdOf(request), caller.keyName())
                : stream;
    }

    /** The head of the response to GET; JAX-RS would open a stream for it. */
    @HEAD
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response head() {
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE).build();
    }

    private McpSession openSession(Caller caller, Outbox outbox) {
        try {
            return sessions.open(caller, outbox);
        } catch (SessionAdmission.LimitExceeded exceeded) {
            throw new HttpFailure(
                    switch (exceeded.limit()) {
                        case ADDRESS -> HttpError.TOO_MANY_CONNECTIONS_OF_ADDRESS;
                        case KEY -> HttpError.TOO_MANY_CONNECTIONS_OF_KEY;
                        case TOTAL -> HttpError.TOO_MANY_CONNECTIONS;
                        case SHUTTING_DOWN -> HttpError.SHUTTING_DOWN;
                    });
        }
    }
}
