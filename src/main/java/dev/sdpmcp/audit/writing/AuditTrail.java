package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.row.AuditRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The audit trail as calls use it. Thread-safe. */
public interface AuditTrail {

    /** Whether calls are recorded ({@code SDP_USE_AUDIT_LOG}). */
    boolean isOn();

    /** Id of this run of the server, as in its rows. */
    String serverId();

    /**
     * Records the intent of a change and returns when it is in the database, or with {@code best-effort} at least in
     * the journal. Waits up to ten seconds.
     *
     * @throws Unavailable if it is not recorded: the change must not be made
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
     */
    void require(AuditRow intent) throws Unavailable;

    /** Records a row soon. Neither waits for the database nor throws because of it. */
    void add(AuditRow row);

    /** State of the trail; empty if calls are not recorded. */
    Optional<Statistics> statistics();

    /** The intent of a change was not recorded, so the change must not be made. */
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
     * State of the trail.
     *
     * @param databaseAway whether rows go to the journal
     * @param openBreak row that records a break which was not accepted, if this server knows of one
     * @param waiting rows in the queue of the writer
     * @param journalBytes of rows that wait for the database
     * @param written rows that are in the database, since the start
     * @param journaled rows that went to the journal first, since the start
     * @param spilled rows of these that went there because the queue was full
     * @param lost rows that neither accepted, or that could not be read from a file, since the start
     */
    record Statistics(
            boolean databaseAway,
            OptionalLong openBreak,
            int waiting,
            long journalBytes,
            long written,
            long journaled,
            long spilled,
            long lost) {

        /** For operators: facts by name. */
        public Map<String, String> asData() {
            Map<String, String> data = new LinkedHashMap<>();
            data.put("state", databaseAway ? "journal" : "written");
            data.put("waiting", Integer.toString(waiting));
            data.put("journalBytes", Long.toString(journalBytes));
            data.put("spilled", Long.toString(spilled));
            data.put("lost", Long.toString(lost));
            data.put("broken", openBreak.isPresent() ? "row " + openBreak.getAsLong() : "no");
            return data;
        }
    }
}
