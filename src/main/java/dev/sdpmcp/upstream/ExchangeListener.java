package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.tracing.Tracing;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedExchange;
import java.net.URI;

/**
 * Who is told of every exchange with ServiceDesk Plus, on the thread of the call that needs it. Thread-safe.
 *
 * <p>A call may take more than one exchange: a renewed token, a read that is repeated, a look whether a write was done.
 */
public interface ExchangeListener {

    /**
     * Told before anything but a read is sent, once for each attempt. {@link #exchanged} follows in any case unless this
     * throws.
     *
     * @throws RuntimeException to forbid it: nothing is sent, and the caller of {@link HelpDesk} gets the exception
     */
    void beforeWrite(UpstreamWrite write);

    /**
     * Told after each exchange, with or without an answer, also when the caller was cancelled. What is done cannot be
     * undone, so an exception is logged and changes nothing.
     */
    void exchanged(UpstreamExchange exchange);

    /**
     * Told when an exchange begins, with the address without its query; what follows it is told of its end, and may have
     * something for ServiceDesk Plus in headers.
     */
    default TracedExchange begins(String method, URI url) {
        return Tracing.OFF.exchange(method, url);
    }

    /** Told before a read is tried once more. */
    default void repeated(RetryReason why) {}

    /** Told of a call that is not sent. */
    default void withheld(ShortCircuitReason why) {}
}
