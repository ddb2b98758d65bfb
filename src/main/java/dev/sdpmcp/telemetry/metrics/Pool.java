package dev.sdpmcp.telemetry.metrics;

/** The pools of threads of this server; each is bounded, and so is what waits for it. */
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
