package dev.sdpmcp.telemetry;

/** What is counted. */
public enum Counter {
    /** Sessions that ended, by reason. */
    SESSIONS_CLOSED,
    /** Calls that ended, by outcome. */
    CALLS_FINISHED,
    /** Requests that were refused, by reason. */
    REQUESTS_REFUSED,
    /** Forwarding headers that were not believed. */
    FORWARDING_HEADERS
}
