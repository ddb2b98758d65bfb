package dev.sdpmcp.upstream;

/** Why a call was not sent to ServiceDesk Plus; also a CDI event. */
public enum ShortCircuitReason {
    /** The calls of this minute are used up. */
    BUDGET_SPENT,
    /** It failed again and again and is left alone for a while. */
    CIRCUIT_OPEN,
    /** ServiceDesk Plus takes no more calls of this kind for now. */
    LOCKED_OUT
}
