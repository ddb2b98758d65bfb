package dev.sdpmcp.session;

import java.time.Duration;

/** CDI events of a session's life. Observers must be quick. */
public sealed interface SessionEvent {

    /** The session that the event is about. */
    SessionFacts session();

    /** A stream was opened; fired on an HTTP thread. */
    public record Opened(SessionFacts session) implements SessionEvent {}

    /** A session ended. */
    public record Closed(SessionFacts session, CloseReason reason, Duration lasted) implements SessionEvent {}
}
