package dev.sdpmcp.transport;

import dev.sdpmcp.telemetry.BodyLog;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** The blocking stream that an {@link Outbox} writes to. */
interface EventStream {

    /**
     * Writes one event; may block until the write timeout of the server, or return before it is written. Never called
     * by two threads at once.
     *
     * @throws RuntimeException if the stream is closed
     */
    CompletionStage<?> write(SseEvent event);

    boolean isClosed();

    /** May block. */
    void close();

    /** Server-Sent Events over the JAX-RS sink. */
    record OfSse(SseEventSink sink, Sse sse) implements EventStream {

        @Override
        public CompletionStage<?> write(SseEvent outgoing) {
            return sink.send(eventOf(outgoing));
        }

        private OutboundSseEvent eventOf(SseEvent outgoing) {
            if (outgoing instanceof SseEvent.Event event) {
                return sse.newEventBuilder()
                        .name(event.name())
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(String.class, event.data())
                        .build();
            }
            return sse.newEventBuilder().comment("keep-alive").build();
        }

        @Override
        public boolean isClosed() {
            return sink.isClosed();
        }

        @Override
        public void close() {
            sink.close();
        }
    }

    /** Logs messages, masked, before they are sent. The endpoint event is left out, since it holds the session id. */
    record Logged(EventStream stream, BodyLog bodies, String correlationId, String keyName) implements EventStream {

        @Override
        public CompletionStage<?> write(SseEvent event) {
            if (event instanceof SseEvent.Event sent && sent.name().equals("message")) {
                bodies.sent(Objects.requireNonNullElse(sent.correlationId(), correlationId), keyName, sent.data());
            }
            return stream.write(event);
        }

        @Override
        public boolean isClosed() {
            return stream.isClosed();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
