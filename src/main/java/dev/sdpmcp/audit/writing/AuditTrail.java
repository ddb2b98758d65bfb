package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.row.AuditRow;
import java.util.Map;
import java.util.Optional;

/** Where calls are recorded. Thread-safe. */
public interface AuditTrail {

    /** Whether calls are recorded at all ({@code SDP_USE_AUDIT_LOG}). */
    boolean isOn();

    /** The run of the server, as its rows name it. */
    String serverId();

    /**
     * Sees to it that the row is kept, and returns when it is: in the database, or with {@code best-effort} at least in the
     * journal. Waits up to ten seconds.
     *
     * @throws TrailUnavailable if it is not: the call must not be made
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
     */
    void require(AuditRow intent) throws TrailUnavailable;

    /** Hands over a row that may be written a moment later. Never waits for the database, never throws for its sake. */
    void add(AuditRow row);

    /** How the trail is doing, for operators: facts by name. */
    Map<String, String> asData();

    /** The same in numbers; empty if nothing is recorded. */
    Optional<TrailStatistics> figures();
}
