package dev.sdpmcp.audit.reading;

import dev.sdpmcp.audit.row.ApiAuditLog;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * One call with what is known of it.
 *
 * @param number of the row that says most, in the chain
 * @param change whether it was to change something
 */
public record AuditEntry(long number, boolean change, AuditRow row) {

    static AuditEntry of(ApiAuditLog stored) {
        AuditRow row = stored.row();
        return new AuditEntry(stored.entryNumber(), row.kind() != RowKind.CALL, row);
    }

    /** Milliseconds, null while it is not known. */
    public @Nullable Double tookMillis() {
        Long micros = row.ending().tookMicros();
        return micros == null ? null : micros / 1_000.0;
    }
}
