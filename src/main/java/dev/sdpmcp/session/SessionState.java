package dev.sdpmcp.session;

/** The states of a session, in the only order in which they follow each other (2025-11-25, Lifecycle). */
public enum SessionState {
    /** The stream is open; nothing but {@code initialize} and {@code ping} is answered. */
    NEW,
    /** {@code initialize} is answered, {@code notifications/initialized} has not arrived. */
    INITIALIZING,
    READY,
    CLOSED
}
