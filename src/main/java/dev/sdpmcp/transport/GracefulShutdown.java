package dev.sdpmcp.transport;

import dev.sdpmcp.dispatch.ServerNotifications;
import dev.sdpmcp.lifecycle.ServerStopping;
import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Graceful shutdown: stops admission of sessions and messages, notifies clients, gives running calls {@link
 * #CALL_GRACE} to finish, answers the others with an error and interrupts them, then ends the streams after their
 * queues. Interrupted work has the same time to record its outcome, since the database closes next. Returns by the
 * given deadline: calls get less time then, so that the streams keep {@link #STREAM_GRACE}.
 */
@ApplicationScoped
public class GracefulShutdown {

    static final Duration CALL_GRACE = Duration.ofSeconds(10);
    static final Duration STREAM_GRACE = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger(GracefulShutdown.class.getName());
    private static final long POLL_MILLIS = 20;

    private final Runnable stopAdmission;
    private final ShutdownGate gate;
    private final Supplier<Collection<McpSession>> open;
    private final Consumer<McpSession> announce;

    @Inject
    GracefulShutdown(SessionRegistry registry, ShutdownGate gate, ServerNotifications notifications) {
        this(registry::stopAdmission, gate, registry::sessions, notifications::announceShutdown);
    }

    /**
     * @param open supplies the open sessions
     * @param announce notifies a client of the shutdown
     */
    GracefulShutdown(
            Runnable stopAdmission,
            ShutdownGate gate,
            Supplier<Collection<McpSession>> open,
            Consumer<McpSession> announce) {
        this.stopAdmission = stopAdmission;
        this.gate = gate;
        this.open = open;
        this.announce = announce;
    }

    /** For the client proxy. */
    @SuppressWarnings("NullAway")
    protected GracefulShutdown() {
        this(null, null, null, null);
    }

    void shutDown(@Observes @Priority(ServerStopping.CLIENTS_PRIORITY) ServerStopping stopping) {
        stopAdmission.run();
        gate.close();
        List<McpSession> sessions = List.copyOf(open.get());
        LOG.log(Level.INFO, "Shutting down: notifying {0} sessions", sessions.size());
        sessions.forEach(announce);
        boolean allDone = await(
                shorter(CALL_GRACE, stopping.left().minus(STREAM_GRACE)), () -> gate.isIdle() && haveNoCalls(sessions));
        sessions.forEach(session -> session.calls().abandonAll());
        sessions.forEach(session -> session.close(CloseReason.SHUTDOWN));
        boolean allWritten = await(
                shorter(STREAM_GRACE, stopping.left()),
                () -> sessions.stream().allMatch(session -> session.output().isEnded()) && haveNoCalls(sessions));
        LOG.log(
                Level.INFO,
                "Sessions closed; every call finished: {0}, every stream and record written out: {1}",
                allDone,
                allWritten);
    }

    private static boolean haveNoCalls(List<McpSession> sessions) {
        return sessions.stream().allMatch(session -> session.calls().isEmpty());
    }

    private static Duration shorter(Duration usual, Duration left) {
        return left.compareTo(usual) < 0 ? left : usual;
    }

    private static boolean await(Duration atMost, BooleanSupplier done) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /**
     * Gate for posted messages, which closes when the server shuts down. An accepted message is answered 202 and so
     * must be answered on its stream too; hence no message may be between the gate and the calls in flight when these
     * are counted for the last time. Thread-safe.
     */
    @ApplicationScoped
    public static class ShutdownGate {

        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean closed;

        /**
         * Accepts a message.
         *
         * @param message dispatches it; returns as soon as its calls are registered in the session
         * @return its result; empty, without any effect, if the gate is closed
         */
        public <T> Optional<T> enter(Supplier<T> message) {
            inside.incrementAndGet();
            try {
                return closed ? Optional.empty() : Optional.of(message.get());
            } finally {
                inside.decrementAndGet();
            }
        }

        /** Accepts no further message. */
        public void close() {
            closed = true;
        }

        public boolean isClosed() {
            return closed;
        }

        /** Whether no message is being accepted; once true after {@link #close}, it stays so. */
        public boolean isIdle() {
            return inside.get() == 0;
        }
    }
}
