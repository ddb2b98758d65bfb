package dev.sdpmcp.transport;

import org.jspecify.annotations.Nullable;

/** An event of a stream. */
sealed interface SseEvent {

    /** Its size in the queue, in characters. */
    int size();

    /**
     * A named event.
     *
     * @param correlationId of the HTTP request that it belongs to; null for that of the stream
     */
    record Event(String name, String data, @Nullable String correlationId) implements SseEvent {

        /** An event that belongs to the stream. */
        Event(String name, String data) {
            this(name, data, null);
        }

        @Override
        public int size() {
            return data.length();
        }
    }

    /** A comment: keeps proxies from closing the stream, and checks the connection. */
    record KeepAlive() implements SseEvent {
        @Override
        public int size() {
            return 0;
        }
    }
}
