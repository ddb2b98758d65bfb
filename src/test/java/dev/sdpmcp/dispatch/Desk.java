package dev.sdpmcp.dispatch;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.FakeOutput;
import dev.sdpmcp.session.GivenSession;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.WorkerThreads;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A dispatcher with one session on it, and everything around them made by hand. */
final class Desk implements AutoCloseable {

    final FakeOutput output = new FakeOutput();
    final FakeTools tools = new FakeTools();
    final BlockingQueue<CallFinished> finished = new LinkedBlockingQueue<>();
    final McpSession session;

    private final JsonRpcCodec codec = new JsonRpcCodec();
    private final ExecutorService pool = Executors.newFixedThreadPool(16);
    private final SessionDispatcher dispatcher;
    private volatile Consumer<CallFinished> observer = finished::add;
    private volatile WorkerThreads threads = this::runOnPool;

    /** Turns work away once the desk is closed, as the threads of the server do when they stop. */
    private boolean runOnPool(Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private Desk(Function<FakeOutput, McpSession> opening) {
        session = opening.apply(output);
        Engine engine = new Engine(List.of(MethodHandlers.ping(), tools));
        ServerIdentity identity =
                new ServerIdentity(new Implementation("server", "Server", "1", "what", null), "how", "0123456");
        dispatcher = new SessionDispatcher(
                engine,
                List.of(new InitializeHandler(identity), SessionMethodHandlers.setLevel()),
                codec,
                new SessionCalls(engine, codec, work -> threads.run(work), end -> observer.accept(end)));
    }

    /** A session to which nothing was said yet. */
    static Desk fresh() {
        return new Desk(GivenSession::fresh);
    }

    /** A session that is through the handshake. */
    static Desk ready(ProtocolVersion revision) {
        return new Desk(output -> GivenSession.ready(output, revision));
    }

    static Desk ready() {
        return ready(ProtocolVersion.V2025_11_25);
    }

    Desk with(WorkerThreads newThreads) {
        threads = newThreads;
        return this;
    }

    Desk observedBy(Consumer<CallFinished> newObserver) {
        observer = newObserver;
        return this;
    }

    /** Posts a body; returns what its sender is answered in the POST. */
    Optional<JsonRpcMessage.Failure> post(String body) {
        return dispatcher.receive(session, codec.decode(body.getBytes(StandardCharsets.UTF_8)), "request-1");
    }

    /** Posts {@code tools/call} with the id, a number or a quoted string. */
    void call(Object id) {
        post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"t\"}}");
    }

    void cancel(Object id) {
        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + "}}");
    }

    /** The report of the next call that ended. */
    CallFinished nextFinished() {
        try {
            CallFinished end = finished.poll(10, TimeUnit.SECONDS);
            if (end == null) {
                throw new AssertionError("no call finished within 10 s");
            }
            return end;
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
