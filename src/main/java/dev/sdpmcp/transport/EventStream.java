package dev.sdpmcp.transport;

import java.util.concurrent.CompletionStage;

/** The blocking, order-keeping but otherwise careless stream under an {@link Outbox}. */
interface EventStream {

    /**
     * Writes one event; may block until the write time-out of the server, or return before it is written. Never called
     * by two threads at once.
     *
     * @throws RuntimeException if the stream is closed
     */
    CompletionStage<?> write(SseEvent event);

    boolean isClosed();

    /** May block. */
    void close();
}
