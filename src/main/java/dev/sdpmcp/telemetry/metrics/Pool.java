package dev.sdpmcp.telemetry.metrics;

/** Thread pools of this server; each has a bounded number of threads and a bounded queue. */
public enum Pool {
    /** Runs tools and other requests that may take time. */
    CALLS,
    /** Writes to streams. */
    STREAMS,
    /** Exchanges with ServiceDesk Plus. */
    UPSTREAM,
    /** Reads pages of the audit trail. */
    AUDIT_PAGES,
    /** Writes exports of the audit trail. */
    AUDIT_EXPORTS
}
