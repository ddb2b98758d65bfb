package dev.sdpmcp.dispatch;

import dev.sdpmcp.dispatch.MethodHandler.SessionMethodHandler;
import dev.sdpmcp.dispatch.Responder.CorrelationSuffix;
import dev.sdpmcp.jsonrpc.DecodedMessage;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.Payload;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionScope;
import dev.sdpmcp.session.SessionState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches the messages of a client of a stateful revision; responses go to the stream of the session. Returns at
 * once: calls that may block run on {@link CallThreads}. Thread-safe.
 */
public final class SessionDispatcher {

    private final Engine engine;
    private final JsonRpcCodec codec;
    private final SessionCalls calls;
    private final Map<McpMethod, SessionMethodHandler> sessionHandlers = new EnumMap<>(McpMethod.class);

    SessionDispatcher(
            Engine engine, Iterable<SessionMethodHandler> sessionHandlers, JsonRpcCodec codec, SessionCalls calls) {
        this.engine = engine;
        this.codec = codec;
        this.calls = calls;
        sessionHandlers.forEach(handler -> this.sessionHandlers.put(handler.method(), handler));
    }

    /**
     * Dispatches one body. Everything in it that has an id is answered on the stream.
     *
     * @param correlationId of the HTTP request
     * @return the error to send in the HTTP response if a part of the body had no usable id
     */
    public Optional<JsonRpcMessage.Failure> receive(McpSession session, Payload payload, String correlationId) {
        session.touch();
        if (payload instanceof Payload.Batch batch) {
            return receiveBatch(session, batch, SessionCalls.RequestInfo.of(payload, correlationId));
        }
        SessionCalls.RequestInfo info = SessionCalls.RequestInfo.of(payload, correlationId);
        return payload.frames().stream()
                .map(frame -> take(session, frame, Responder.onStream(session.output(), codec, correlationId), info))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<JsonRpcMessage.Failure> receiveBatch(
            McpSession session, Payload.Batch batch, SessionCalls.RequestInfo info) {
        if (!session.revision().map(ProtocolVersion::hasBatches).orElse(false)) {
            return Optional.of(failure(null, "batches exist in revision 2025-03-26 only; send one message a POST"));
        }
        int answers = (int)
                batch.frames().stream().filter(SessionDispatcher::isAnswered).count();
        Responder reply = new Responder.ForBatch(session.output(), codec, info.correlationId(), answers);
        Optional<JsonRpcMessage.Failure> refused = Optional.empty();
        for (DecodedMessage frame : batch.frames()) {
            // Every message is dispatched, whatever happened to those before it; the first error without an id is
            // returned.
            Optional<JsonRpcMessage.Failure> failure = take(session, frame, reply, info);
            refused = refused.isPresent() ? refused : failure;
        }
        return refused;
    }

    private static boolean isAnswered(DecodedMessage frame) {
        return switch (frame) {
            case DecodedMessage.Valid valid -> valid.message() instanceof JsonRpcMessage.Call;
            case DecodedMessage.Invalid invalid -> invalid.id() != null;
        };
    }

    private Optional<JsonRpcMessage.Failure> take(
            McpSession session, DecodedMessage frame, Responder reply, SessionCalls.RequestInfo info) {
        switch (frame) {
            case DecodedMessage.Valid(JsonRpcMessage.Call request) -> request(session, request, reply, info);
            case DecodedMessage.Valid(JsonRpcMessage.Notification notification) -> notified(session, notification);
            case DecodedMessage.Valid(JsonRpcMessage.Response ignored) -> {
                // this server sends no calls to clients
            }
            case DecodedMessage.Invalid invalid -> {
                JsonRpcMessage.Failure failure = new JsonRpcMessage.Failure(invalid.id(), invalid.error());
                if (invalid.id() == null) {
                    return Optional.of(failure);
                }
                reply.answer(failure);
            }
        }
        return Optional.empty();
    }

    private void request(
            McpSession session, JsonRpcMessage.Call request, Responder reply, SessionCalls.RequestInfo info) {
        @Nullable McpMethod method = McpMethod.named(request.method()).orElse(null);
        String refusal = refusal(session, request, method, reply);
        if (refusal != null) {
            reply.answer(CorrelationSuffix.on(failure(request, refusal), info.correlationId()));
            return;
        }
        SessionMethodHandler sessionHandler = method == null ? null : sessionHandlers.get(method);
        if (sessionHandler != null) {
            reply.answer(SessionScope.call(
                    session,
                    () -> engine.guarded(
                            request,
                            info.correlationId(),
                            () -> sessionHandler.handle(new Params(request.params()), session))));
        } else if (engine.mayBlock(method)) {
            calls.start(session, request, reply, info);
        } else {
            reply.answer(calls.answerNow(session, request, info.correlationId()));
        }
    }

    /** Unknown and malformed notifications are ignored, as JSON-RPC requires. */
    private static void notified(McpSession session, JsonRpcMessage.Notification notification) {
        McpMethod method = McpMethod.named(notification.method()).orElse(null);
        if (method == McpMethod.INITIALIZED) {
            session.initialized();
        } else if (method == McpMethod.CANCELLED && notification.paramsTree() != null) {
            // 2025-11-25, Cancellation: an id that is unknown or answered already is ignored.
            JsonRpcCodec.readId(notification.paramsTree().get("requestId")).ifPresent(session.calls()::cancel);
        }
    }

    private static @Nullable String refusal(
            McpSession session, JsonRpcMessage.Call request, @Nullable McpMethod method, Responder reply) {
        if (session.state() == SessionState.NEW && method != McpMethod.INITIALIZE && method != McpMethod.PING) {
            return "this session is not initialised; send \"initialize\" first";
        }
        if (method == McpMethod.INITIALIZE && reply instanceof Responder.ForBatch) {
            return "\"initialize\" must not be part of a batch";
        }
        if (session.calls().contains(request.id())) {
            return "the id " + request.id() + " belongs to a request that is not answered yet; use a new one";
        }
        return null;
    }

    private static JsonRpcMessage.Failure failure(JsonRpcMessage.@Nullable Call request, String detail) {
        return new JsonRpcMessage.Failure(
                request == null ? null : request.id(), RpcError.of(RpcError.Code.INVALID_REQUEST, detail));
    }
}
