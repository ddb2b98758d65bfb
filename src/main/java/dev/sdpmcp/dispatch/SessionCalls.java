package dev.sdpmcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.dispatch.CallFinished.Outcome;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.jsonrpc.Payload;
import dev.sdpmcp.jsonrpc.RpcError;
import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.InFlightCall;
import dev.sdpmcp.session.InFlightCalls;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionScope;
import dev.sdpmcp.session.WorkerThreads;
import dev.sdpmcp.tool.CallDiagnostics;
import dev.sdpmcp.tool.CallOrigin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the calls of sessions: quick ones on the calling thread, those that may block on other threads. Thread-safe. */
final class SessionCalls {

    private static final Call.CancellationToken ALWAYS_OPEN = new Call.CancellationToken() {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    private final Engine engine;
    private final JsonRpcCodec codec;
    private final WorkerThreads threads;
    private final Consumer<CallFinished> finished;
    private final CallTracing tracing;
    private final CallMemoryLimit memory;

    /** Without traces. */
    SessionCalls(Engine engine, JsonRpcCodec codec, WorkerThreads threads, Consumer<CallFinished> finished) {
        this(engine, codec, threads, finished, CallTracing.OFF, CallMemoryLimit.ofThisHeap());
    }

    /** @param threads run the work; false if they are full */
    SessionCalls(
            Engine engine,
            JsonRpcCodec codec,
            WorkerThreads threads,
            Consumer<CallFinished> finished,
            CallTracing tracing,
            CallMemoryLimit memory) {
        this.engine = engine;
        this.codec = codec;
        this.threads = threads;
        this.finished = finished;
        this.tracing = tracing;
        this.memory = memory;
    }

    /** Answers a call that never blocks on this thread. */
    JsonRpcMessage.Response answerNow(McpSession session, JsonRpcMessage.Call request, String correlationId) {
        return engine.answer(request, context(session, correlationId, null, ALWAYS_OPEN, new CallDiagnostics()));
    }

    /** Runs the call on another thread as soon as the session has a place for it. */
    void start(McpSession session, JsonRpcMessage.Call request, Responder reply, RequestInfo info) {
        JsonNode progressToken = null;
        RpcFailure refusal = null;
        try {
            progressToken = new Params(request.params()).progressToken();
        } catch (RpcFailure wrong) {
            refusal = wrong;
        }
        SessionCall call = call(session, request, progressToken, reply, info);
        if (refusal != null) {
            call.refuse(Outcome.REFUSED, refusal);
            return;
        }
        String keyName = session.owner().keyName();
        if (!memory.reserve(keyName, info.bytes())) {
            call.refuse(
                    Outcome.BUSY,
                    new RpcFailure(
                            RpcError.Code.BUSY,
                            "the requests in hand are as large together as they may be; wait for answers before you send"
                                    + " more"));
        } else if (!enter(session, call)) {
            memory.release(keyName, info.bytes());
        }
    }

    private SessionCall call(
            McpSession session,
            JsonRpcMessage.Call request,
            @Nullable JsonNode progressToken,
            Responder reply,
            RequestInfo info) {
        String keyName = session.owner().keyName();
        String correlationId = info.correlationId();
        CallDiagnostics diagnostics = new CallDiagnostics();
        return new SessionCall(
                session,
                request,
                correlationId,
                reply,
                cancellation -> SessionScope.call(
                        session,
                        () -> engine.answer(
                                request, context(session, correlationId, progressToken, cancellation, diagnostics))),
                finished,
                tracing.start(session, request, correlationId),
                diagnostics,
                () -> memory.release(keyName, info.bytes()));
    }

    /** False if it neither runs nor waits. */
    private boolean enter(McpSession session, SessionCall call) {
        InFlightCalls.Entry entry = session.calls().enter(call.progress());
        switch (entry) {
            case RUN -> launch(session, call.progress());
            case WAIT -> {
                // Another call of the session starts it when it has finished.
            }
            case DUPLICATE ->
                call.refuse(Outcome.REFUSED, new RpcFailure(RpcError.Code.INVALID_REQUEST, "the id is in use"));
            case FULL ->
                call.refuse(
                        Outcome.BUSY,
                        new RpcFailure(
                                RpcError.Code.BUSY,
                                "this session has " + (InFlightCalls.MAX_RUNNING + InFlightCalls.MAX_WAITING)
                                        + " requests in hand; wait for answers before you send more"));
            case CLOSED -> call.forget();
        }
        return entry == InFlightCalls.Entry.RUN || entry == InFlightCalls.Entry.WAIT;
    }

    private void launch(McpSession session, @Nullable InFlightCall first) {
        InFlightCall call = first;
        while (call != null && !threads.run(runnable(session, call))) {
            call.stop(InFlightCall.Stop.REJECTED);
            call = session.calls().finished(call);
        }
    }

    /** Runs one call; the next of the session goes to the end of the common queue, so that no session starves. */
    private Runnable runnable(McpSession session, InFlightCall call) {
        return () -> {
            try {
                call.run();
            } finally {
                launch(session, session.calls().finished(call));
            }
        };
    }

    private Call context(
            McpSession session,
            String correlationId,
            @Nullable JsonNode progressToken,
            Call.CancellationToken cancellation,
            CallDiagnostics diagnostics) {
        return new Call(
                session.owner(),
                origin(session, correlationId),
                session.revision().orElse(ProtocolVersion.newest()),
                session.logLevel(),
                progressToken,
                cancellation,
                diagnostics,
                notification -> session.output().offer(codec.encode(notification), correlationId));
    }

    private static CallOrigin origin(McpSession session, String correlationId) {
        Optional<Implementation> client = session.client();
        return new CallOrigin(
                correlationId,
                session.handle(),
                client.map(Implementation::name).orElse(null),
                client.map(Implementation::version).orElse(null));
    }

    /**
     * The HTTP request that contained a message.
     *
     * @param correlationId of that HTTP request
     * @param bytes that the message takes of the memory limit; a message of a batch takes its share of the batch
     */
    record RequestInfo(String correlationId, int bytes) {

        static RequestInfo of(Payload payload, String correlationId) {
            int messages = Math.max(1, payload.frames().size());
            return new RequestInfo(correlationId, (payload.bytes() + messages - 1) / messages);
        }
    }

    /**
     * Limit on the size of all calls in flight, running or waiting: in total, and half of it per key. Without it a few
     * sessions whose calls wait for a slow help desk could fill the heap with large messages. Holds an entry per key
     * with a call in flight. Thread-safe.
     */
    static final class CallMemoryLimit {

        /** Fraction of the heap; a parsed message takes about three times its text. */
        private static final int SHARE_OF_HEAP = 16;

        private final Map<String, Long> byKey = new HashMap<>();
        private final long max;
        private long total;

        /** @param max bytes of messages, as received */
        CallMemoryLimit(long max) {
            this.max = max;
        }

        static CallMemoryLimit ofThisHeap() {
            return new CallMemoryLimit(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        }

        /** Whether there was room; then {@link #release} must follow, once. */
        synchronized boolean reserve(String keyName, int bytes) {
            long ofKey = byKey.getOrDefault(keyName, 0L) + bytes;
            if (total + bytes > max || ofKey > max / 2) {
                return false;
            }
            total += bytes;
            byKey.put(keyName, ofKey);
            return true;
        }

        synchronized void release(String keyName, int bytes) {
            total -= bytes;
            byKey.computeIfPresent(keyName, (key, held) -> held <= bytes ? null : held - bytes);
        }
    }
}
