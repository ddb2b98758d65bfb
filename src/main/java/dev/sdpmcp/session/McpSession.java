package dev.sdpmcp.session;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.mcp.Implementation;
import dev.sdpmcp.mcp.InitializeParams;
import dev.sdpmcp.mcp.LoggingLevel;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.throttle.RateBucket;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One client on one stream: its state, its calls in flight, its beans. Thread-safe.
 *
 * Calls are accepted from {@code initialize} on, before {@code notifications/initialized} arrives: over HTTP two
 * POSTs may overtake each other, and a client may send calls as soon as it has the result of {@code initialize}
 * (2025-11-25, Lifecycle, Initialization).
 */
public final class McpSession implements SessionFacts {

    private final SessionId id;
    private final String handle;
    private final Caller owner;
    private final SessionOutput output;
    private final RateBucket messageRate;
    private final BiConsumer<McpSession, CloseReason> onClose;
    private final Instant openedAt = Instant.now();
    private final long openedNanos = System.nanoTime();
    private final InFlightCalls calls = new InFlightCalls();
    private final SessionBeans beans = new SessionBeans(this);

    private volatile SessionState state = SessionState.NEW;
    private volatile @Nullable Handshake handshake;
    private volatile LoggingLevel logLevel = LoggingLevel.WARNING;
    private volatile long lastTouchNanos = System.nanoTime();

    private record Handshake(ProtocolVersion revision, Implementation client) {}

    McpSession(
            SessionId id,
            String handle,
            Caller owner,
            SessionOutput output,
            RateBucket messageRate,
            BiConsumer<McpSession, CloseReason> onClose) {
        this.id = id;
        this.handle = handle;
        this.owner = owner;
        this.output = output;
        this.messageRate = messageRate;
        this.onClose = onClose;
    }

    public SessionId id() {
        return id;
    }

    public SessionOutput output() {
        return output;
    }

    /** Rate limit of messages of this session. */
    public RateBucket messageRate() {
        return messageRate;
    }

    public InFlightCalls calls() {
        return calls;
    }

    SessionBeans beans() {
        return beans;
    }

    @Override
    public String handle() {
        return handle;
    }

    @Override
    public Caller owner() {
        return owner;
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Optional<Implementation> client() {
        return Optional.ofNullable(handshake).map(Handshake::client);
    }

    @Override
    public Optional<ProtocolVersion> revision() {
        return Optional.ofNullable(handshake).map(Handshake::revision);
    }

    /** The lowest level of log messages that the client receives; {@code warning} by default. */
    public LoggingLevel logLevel() {
        return logLevel;
    }

    public void setLogLevel(LoggingLevel level) {
        logLevel = level;
    }

    /** Handles {@code initialize}; false, without effect, unless the session is new. */
    public synchronized boolean initialize(InitializeParams params, ProtocolVersion negotiated) {
        if (state != SessionState.NEW) {
            return false;
        }
        handshake = new Handshake(negotiated, params.clientInfo());
        state = SessionState.INITIALIZING;
        return true;
    }

    /** Handles {@code notifications/initialized}; repeated or early ones have no effect. */
    public synchronized void initialized() {
        if (state == SessionState.INITIALIZING) {
            state = SessionState.READY;
        }
    }

    /** Restarts the idle timeout, since the client has sent a message. */
    public void touch() {
        lastTouchNanos = System.nanoTime();
    }

    /** Nanoseconds since the session was opened. */
    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    /**
     * Nanoseconds since the last message, or since the last call ended: a session with a call in flight is never
     * idle, and a client that waited long for a response has the whole timeout for its next message.
     */
    public long idleNanos() {
        return Math.min(System.nanoTime() - lastTouchNanos, calls.idleNanos());
    }

    /**
     * Closes the session: calls in flight are cancelled without a response, the output ends after its queue, the
     * beans are destroyed after the last call. The first reason counts; further calls do nothing.
     */
    public void close(CloseReason reason) {
        synchronized (this) {
            if (state == SessionState.CLOSED) {
                return;
            }
            state = SessionState.CLOSED;
        }
        try {
            onClose.accept(this, reason);
        } finally {
            output.close();
            calls.close(beans::destroy);
        }
    }
}
