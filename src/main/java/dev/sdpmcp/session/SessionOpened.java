package dev.sdpmcp.session;

/** CDI event: a stream was opened. Observers must be quick; it is fired on an HTTP thread. */
public record SessionOpened(SessionFacts session) {}
