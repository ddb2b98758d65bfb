package dev.sdpmcp.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Output to one client. Implementations are thread-safe, keep the order of messages, block the caller only in {@link
 * #deliver} and bound their queue.
 */
public interface SessionOutput {

    /** Threads that {@link #deliver} may block at a time, in all sessions together. */
    int MAX_DELIVERING = 8;

    /** Result of an offer. */
    enum Offer {
        /** It will be written, unless the client disconnects first. */
        ACCEPTED,
        /** The client reads too slowly; the output is being closed, since a response must not be dropped silently. */
        FULL,
        /** The client has disconnected. */
        CLOSED
    }

    /** Sets the listener that is called once if the output breaks; set before anything is offered. */
    void onBroken(Consumer<CloseReason> listener);

    /**
     * Offers a message that belongs to no HTTP request.
     *
     * @param message one line of JSON
     */
    default Offer offer(String message) {
        return offer(message, null);
    }

    /**
     * Offers a message.
     *
     * @param message one line of JSON
     * @param correlationId of the HTTP request that it belongs to, for the log; null if there is none
     */
    Offer offer(String message, @Nullable String correlationId);

    /**
     * Offers a response and lets the calling thread write it, which saves a thread switch. The thread may block for
     * one write, until the write deadline if the client does not read.
     */
    default Offer deliver(String message, String correlationId) {
        return offer(message, correlationId);
    }

    /** Messages in the queue. */
    int waiting();

    /** Whether the output has ended: everything is written or discarded, and the stream is closed. */
    boolean isEnded();

    /**
     * Called about once a second until the output has ended: sends keep-alives and enforces write deadlines. Never
     * blocks.
     */
    void keepAlive();

    /**
     * Writes something to find out whether the client is connected: the queue, or else a keep-alive. Never blocks and
     * never ends the output.
     */
    void checkConnection();

    /** Ends the output after its queue; returns at once. Further calls do nothing. */
    void close();
}
