package dev.sdpmcp.telemetry;

/** What is counted. */
public enum Counter {
    /** Sessions that ended, by reason. */
    SESSIONS_CLOSED,
    /** Calls that ended, by outcome. */
    CALLS_FINISHED
}
