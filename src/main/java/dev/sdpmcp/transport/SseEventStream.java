package dev.sdpmcp.transport;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;

/** Server-Sent Events over the JAX-RS sink. */
record SseEventStream(SseEventSink sink, Sse sse) implements EventStream {

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
