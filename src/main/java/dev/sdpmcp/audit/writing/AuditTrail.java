package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.row.AuditRow;
import java.util.Map;
import java.util.Optional;

/** The audit trail as calls use it. Thread-safe. */
public interface AuditTrail {

    /** Whether calls are recorded at all ({@code SDP_USE_AUDIT_LOG}). */
    boolean isOn();

    /** Id of this run of the server, as in its rows. */
    String serverId();

    /**
     * Records the intent of a change and returns when it is kept: in the database, or with {@code best-effort} at
     * least in the journal. Waits up to ten seconds.
     *
     * @throws Unavailable if it is not kept: the change must not be made
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
     */
    void require(AuditRow intent) throws Unavailable;

    /** Records a row a moment later. Does not wait for the database and does not throw because of it. */
    void add(AuditRow row);

    /** State of the trail for operators: facts by name. */
    Map<String, String> asData();

    /** The same in numbers; empty if calls are not recorded. */
    Optional<Statistics> statistics();

    /** The intent of a change was not kept, so the change must not be made. */
    final class Unavailable extends Exception {

        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * State of the trail in numbers.
     *
     * @param databaseAway whether rows go to the journal
     * @param broken whether this server knows of a break of the chain that was not accepted
     * @param waiting rows in the queue of the writer
     * @param journalBytes of rows that wait for the database
     * @param written rows that are in the database, since the start
     * @param journaled rows that went to the journal first, since the start
     * @param lost rows that neither took, or that could not be read from a file, since the start
     */
    record Statistics(
            boolean databaseAway,
            boolean broken,
            int waiting,
            long journalBytes,
            long written,
            long journaled,
            long lost) {}
}
