package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.RowKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls of this server that have an intent and no outcome in the database yet, so that after a crash only rows after
 * the oldest of them are searched. Bounded by the calls that run, by the journal, and by {@value
 * #MAX_WITHOUT_OUTCOME} calls whose outcome was lost. Thread-safe.
 */
final class OpenIntents {

    static final int MAX_WITHOUT_OUTCOME = 1_000;

    /** By call, a number that its intent comes after. */
    private final Map<String, Long> floors = new ConcurrentHashMap<>();

    private final AtomicInteger withoutOutcome = new AtomicInteger();
    private volatile long lastNumber;

    /** Before the intent is written. */
    void begin(String callId) {
        floors.put(callId, lastNumber);
    }

    /** The intent was not kept, and its call is not made. */
    void refused(String callId) {
        floors.remove(callId);
    }

    /**
     *  Rows were lost. A call whose outcome is among them stays open, up to the limit, so that another server marks it.
     */
    void lost(List<AuditRow> rows) {
        for (AuditRow row : rows) {
            if (row.kind() == RowKind.OUTCOME && withoutOutcome.incrementAndGet() > MAX_WITHOUT_OUTCOME) {
                floors.remove(row.callId());
            }
        }
    }

    /** Rows are in the database; the last of them, or a later row, has the number. */
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
        long settled = lastNumber; // read before the floors: a call that begins now comes after it
        for (long floor : floors.values()) {
            settled = Math.min(settled, floor);
        }
        return settled;
    }

    int size() {
        return floors.size();
    }

    boolean isEmpty() {
        return floors.isEmpty();
    }
}
