package dev.sdpmcp.transport;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Gate for posted messages, which closes when the server shuts down. An accepted message is answered 202 and so must
 * be answered on its stream too; hence no message may be between the gate and the calls in flight when these are
 * counted for the last time. Thread-safe.
 */
@ApplicationScoped
public class ShutdownGate {

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
