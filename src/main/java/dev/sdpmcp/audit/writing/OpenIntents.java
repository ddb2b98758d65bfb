package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.RowKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls of this server that have an intent and no outcome in the database yet, so that whoever looks for lost ones after
 * a crash need not look further back than the oldest of them. Bounded by the calls that run, and by the journal. Thread-safe.
 */
final class OpenIntents {

    /** By call, a number that its intent is behind. */
    private final Map<String, Long> floors = new ConcurrentHashMap<>();

    private volatile long lastNumber;

    /** Before the intent is written. */
    void begin(String callId) {
        floors.put(callId, lastNumber);
    }

    /** Rows that are in the database now; the last of them, or a later one, has the number. */
    void written(List<AuditRow> rows, long number) {
        lastNumber = number;
        for (AuditRow row : rows) {
            if (row.kind() == RowKind.OUTCOME) {
                floors.remove(row.callId());
            }
        }
    }

    /** Every intent of this server up to this number has its outcome in the database. */
    long settledNumber() {
        long settled = lastNumber; // before the floors: a call that begins now is behind it
        for (long floor : floors.values()) {
            settled = Math.min(settled, floor);
        }
        return settled;
    }

    boolean isEmpty() {
        return floors.isEmpty();
    }
}
