package dev.sdpmcp.upstream;

/** Why a read is tried once more; also a CDI event. */
public enum RetryReason {
    /** No answer, or a server error. */
    UNAVAILABLE,
    /** A lock-out of a moment, which the read outlasted. */
    LOCKED_OUT
}
