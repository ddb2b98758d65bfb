package dev.sdpmcp.transport;

import org.jspecify.annotations.Nullable;

/** Something to be written to a stream. */
sealed interface SseEvent {

    /** Characters that it takes in the backlog. */
    int size();

    /**
     * An event with a name.
     *
     * @param correlationId the HTTP request that it belongs to; null for that of the stream
     */
    record Event(String name, String data, @Nullable String correlationId) implements SseEvent {

        /** One that belongs to the stream. */
        Event(String name, String data) {
            this(name, data, null);
        }

        @Override
        public int size() {
            return data.length();
        }
    }

    /** A comment: keeps proxies from cutting the stream, and finds out whether the client is still there. */
    record KeepAlive() implements SseEvent {
        @Override
        public int size() {
            return 0;
        }
    }
}
