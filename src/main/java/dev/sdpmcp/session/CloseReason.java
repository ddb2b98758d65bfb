package dev.sdpmcp.session;

/** Why a session ended; counted and logged. */
public enum CloseReason {
    /** The client closed its connection, or a write failed. */
    CLIENT_GONE,
    /** The backlog was full, or one write took longer than its deadline. */
    SLOW_READER,
    /** No message from the client for the session time-out. */
    IDLE,
    /** No {@code initialize} came in time. */
    NO_HANDSHAKE,
    /** Its owner or an administrator closed it. */
    CLOSED_BY_REQUEST,
    /** Its API key was taken away or changed while the server ran. */
    KEY_RETIRED,
    /** The stream could not be opened. */
    OPENING_FAILED,
    /** The server stops. */
    SHUTDOWN
}
