package dev.sdpmcp.session;

import java.time.Duration;

/** CDI event: a session ended. Observers must be quick. */
public record SessionClosed(SessionFacts session, CloseReason reason, Duration lasted) {}
