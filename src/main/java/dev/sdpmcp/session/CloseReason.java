package dev.sdpmcp.session;

/** Why a session was closed; counted and logged. */
public enum CloseReason {
    /** The client closed its connection, or a write failed. */
    CLIENT_GONE,
    /** The backlog was full, or one write took longer than its deadline. */
    SLOW_READER,
    /** No message from the client for the session timeout. */
    IDLE,
    /** No {@code initialize} came in time. */
    NO_HANDSHAKE,
    /** Closed by its owner or an administrator. */
    CLOSED_BY_REQUEST,
    /** Its API key was removed or changed while the server ran. */
    KEY_RETIRED,
    /** The stream could not be opened. */
    OPENING_FAILED,
    /** The server stops. */
    SHUTDOWN
}
