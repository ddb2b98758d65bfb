package dev.sdpmcp.transport;

import dev.sdpmcp.telemetry.BodyLog;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Writes messages into the log, masked, before they go out. The endpoint event is left out: it holds the session id. */
record LoggedEventStream(EventStream stream, BodyLog bodies, String requestId, String keyName) implements EventStream {

    @Override
    public CompletionStage<?> write(SseEvent event) {
        if (event instanceof SseEvent.Event sent && sent.name().equals("message")) {
            bodies.sent(Objects.requireNonNullElse(sent.requestId(), requestId), keyName, sent.data());
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
