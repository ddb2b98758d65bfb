package dev.sdpmcp.transport;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where posted messages come in, until the server is about to stop. A message that is let in is answered 202 and so must be
 * answered on its stream too; hence nobody may be between the gate and the calls in progress when these are counted for the
 * last time. Thread-safe.
 */
@ApplicationScoped
public class ShutdownGate {

    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Takes a message in.
     *
     * @param message hands it over; returns as soon as its calls are known to the session
     * @return what the message came to; empty if the gate is shut, and then nothing was done
     */
    public <T> Optional<T> enter(Supplier<T> message) {
        inside.incrementAndGet();
        try {
            return closed ? Optional.empty() : Optional.of(message.get());
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Lets no message in any more. */
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Whether no message is on its way in; once true after {@link #close}, it stays so. */
    public boolean isIdle() {
        return inside.get() == 0;
    }
}
