package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.RowKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of this server that have an intent and no outcome in the database yet, so that whoever looks for lost ones after
 * a crash need not look further back than the oldest of them. Bounded by the calls that run, by the
 * journal, and by {@value #MOST_WITHOUT_END} whose outcome was lost. Thread-safe.
 */
final class OpenIntents {

    /** By call, a number that its intent is behind. */
    private final Map<String, Long> floors = new ConcurrentHashMap<>();

    static final int MOST_WITHOUT_END = 1_000;

    private final AtomicInteger withoutEnd = new AtomicInteger();
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
     * Rows that are nowhere. A call whose outcome is among them stays open, so that it is marked when this server is gone; but
     * for those beyond the bound.
     */
    void lost(List<AuditRow> rows) {
        for (AuditRow row : rows) {
            if (row.kind() == RowKind.OUTCOME && withoutEnd.incrementAndGet() > MOST_WITHOUT_END) {
                floors.remove(row.callId());
            }
        }
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

    int size() {
        return floors.size();
    }

    boolean isEmpty() {
        return floors.isEmpty();
    }
}
