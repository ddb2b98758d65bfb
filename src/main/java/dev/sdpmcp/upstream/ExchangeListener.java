package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.tracing.Tracing;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedExchange;
import java.net.URI;

/**
 * Listener for every exchange with ServiceDesk Plus, called on the thread of the call that needs it. Thread-safe.
 *
 * <p>A call may take more than one exchange: after a refresh of the token, for a retry of a read, or to verify a write.
 */
public interface ExchangeListener {

    /** Why a read is tried again; also a CDI event. */
    enum RetryReason {
        /** No response, or a server error. */
        UNAVAILABLE,
        /** A short cooldown, which the read waited for. */
        LOCKED_OUT
    }

    /** Why a call was not sent to ServiceDesk Plus; also a CDI event. */
    enum ShortCircuitReason {
        /** The calls of this minute are used up. */
        BUDGET_SPENT,
        /** The circuit breaker is open. */
        CIRCUIT_OPEN,
        /** ServiceDesk Plus accepts no more calls of this kind for now. */
        LOCKED_OUT
    }

    /**
     * Called before a write is sent, once for each attempt. {@link #exchanged} follows in any case unless this throws.
     *
     * @throws RuntimeException to forbid it: nothing is sent, and the caller of {@link HelpDesk} gets the exception
     */
    void beforeWrite(UpstreamWrite write);

    /**
     * Called after each exchange, with or without a response, also when the caller was cancelled. An exception is
     * logged and changes nothing, because the exchange cannot be undone.
     */
    void exchanged(UpstreamExchange exchange);

    /**
     * Called when an exchange begins, with the address without its query. The result is notified of the end of the
     * exchange and may add headers to it.
     */
    default TracedExchange begins(String method, URI url) {
        return Tracing.OFF.exchange(method, url);
    }

    /** Called before a read is tried again. */
    default void retried(RetryReason reason) {}

    /** Called for a call that is not sent. */
    default void shortCircuited(ShortCircuitReason reason) {}
}
