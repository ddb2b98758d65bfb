package dev.sdpmcp.transport;

import dev.sdpmcp.access.BodySizeFilter;
import dev.sdpmcp.access.Caller;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.access.RequestAttributes;
import dev.sdpmcp.access.SlowBodyLimit;
import dev.sdpmcp.dispatch.SessionDispatcher;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.Payload;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionRegistry;
import dev.sdpmcp.telemetry.BodyLog;
import dev.sdpmcp.telemetry.tracing.Tracing;
import dev.sdpmcp.telemetry.tracing.Tracing.TraceParent;
import dev.sdpmcp.throttle.RateBucket;
import dev.sdpmcp.transport.GracefulShutdown.ShutdownGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /messages}: accepts one message, or one batch, of a session and returns 202 before a tool runs;
 * responses are sent on the stream (2024-11-05, Transports, HTTP with SSE). A message without a usable id is refused
 * with 400 and a JSON-RPC error.
 */
@Path("messages")
@ApplicationScoped
public class MessageResource {

    @Inject
    private SessionRegistry sessions;

    @Inject
    private SessionDispatcher dispatcher;

    @Inject
    private JsonRpcCodec codec;

    @Inject
    private BodyLog bodies;

    @Inject
    private SlowBodyLimit slowBodies;

    @Inject
    private BodyDeadline deadline;

    @Inject
    private Tracing tracing;

    @Inject
    private ShutdownGate gate;

    @Inject
    private HttpServletRequest request;

    @POST
    public Response receive(@QueryParam("sessionId") @Nullable String sessionId) throws IOException {
        Caller caller =
                RequestAttributes.callerOf(request).orElseThrow(() -> new HttpFailure(HttpError.API_KEY_REQUIRED));
        if (gate.isClosed()) {
            // also when the session is closed already: a client that gets 404 would not know to wait
            throw new HttpFailure(HttpError.SHUTTING_DOWN);
        }
        McpSession session = sessionOf(caller, sessionId);
        Payload payload = payloadOf(caller);
        // a batch above the rate of a minute takes the whole minute
        takeRate(
                session, Math.min(payload.frames().size(), session.messageRate().perMinute()) - 1);
        return gate.enter(() -> dispatch(session, payload))
                .orElseThrow(() -> new HttpFailure(HttpError.SHUTTING_DOWN))
                .map(failure -> Response.status(Response.Status.BAD_REQUEST)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(codec.encode(failure)))
                .orElseGet(Response::accepted)
                .build();
    }

    private Optional<JsonRpcMessage.Failure> dispatch(McpSession session, Payload payload) {
        String correlationId = RequestAttributes.correlationIdOf(request);
        if (!tracing.isOn()) {
            return dispatcher.receive(session, payload, correlationId);
        }
        TraceParent traceParent = new TraceParent(request.getHeader("traceparent"), request.getHeader("tracestate"));
        return tracing.within(traceParent, () -> dispatcher.receive(session, payload, correlationId));
    }

    /**
     * The body is not a parameter of the resource method: JAX-RS would wait for its first byte before the limit
     * applies. A slow body keeps its permit until it is parsed, so that the number held in memory twice is bounded.
     */
    private Payload payloadOf(Caller caller) throws IOException {
        InputStream body = request.getInputStream();
        if (isComplete(body)) {
            return decoded(caller, PostedBody.read(body, request.getContentLengthLong(), PostedBody.TIMEOUT));
        }
        SlowBodyLimit.Permit place = slowBodies.take(caller.keyName());
        try {
            return decoded(caller, deadline.read(body));
        } finally {
            place.close();
        }
    }

    private Payload decoded(Caller caller, byte[] body) {
        if (bodies.isEnabled()) {
            bodies.received(RequestAttributes.correlationIdOf(request), caller.keyName(), body);
        }
        return codec.decode(body);
    }

    private boolean isComplete(InputStream body) throws IOException {
        long length = request.getContentLengthLong();
        return length >= 0 && body.available() >= length;
    }

    private McpSession sessionOf(Caller caller, @Nullable String sessionId) {
        McpSession session = sessions.find(sessionId == null ? "" : sessionId)
                .orElseThrow(() -> new HttpFailure(HttpError.SESSION_NOT_FOUND));
        if (!session.owner().holdsSameKeyAs(caller)) {
            throw new HttpFailure(HttpError.OTHER_KEYS_SESSION);
        }
        takeRate(session, 1);
        return session;
    }

    /** One token before the body is read, and the others of a batch when its size is known. */
    private static void takeRate(McpSession session, int messages) {
        RateBucket rate = session.messageRate();
        if (!rate.tryTake(messages)) {
            throw new HttpFailure(HttpError.CONNECTION_RATE, rate.look(messages));
        }
    }

    /**
     * Reader of a POST body, bounded in size and in time. The read timeout of a server applies to each read, so that a
     * client that sends a byte now and then never reaches it while it blocks one of few threads. Stateless.
     */
    static final class PostedBody {

        /** From the first read to the end of the body. */
        static final Duration TIMEOUT = Duration.ofSeconds(30);

        private static final int CHUNK = 8 * 1024;

        private PostedBody() {}

        /** Reads a body of unknown length. */
        static byte[] read(InputStream body, Duration limit) throws IOException {
            return read(body, -1, limit);
        }

        /**
         * @param contentLength of its head; negative if unknown
         * @throws HttpFailure if the body exceeds {@link BodySizeFilter#MAX_BODY}, whatever its head says, or takes
         *     longer than the limit
         * @throws IOException if the client disconnected, or sent nothing for the read timeout of the server
         */
        static byte[] read(InputStream body, long contentLength, Duration limit) throws IOException {
            long deadline = System.nanoTime() + limit.toNanos();
            // most messages are far smaller than a chunk, which would be the largest object of a call
            byte[] chunk = new byte[contentLength > 0 && contentLength < CHUNK ? (int) contentLength : CHUNK];
            ByteArrayOutputStream received = new ByteArrayOutputStream(0);
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                received.write(chunk, 0, count);
                if (received.size() > BodySizeFilter.MAX_BODY) {
                    throw new HttpFailure(HttpError.BODY_TOO_LARGE);
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new HttpFailure(HttpError.BODY_TOO_SLOW);
                }
            }
            return received.toByteArray();
        }
    }
}
