package dev.sdpmcp.audit.reading;

import java.util.List;
import java.util.Optional;

/**
 * Some calls, newest first.
 *
 * @param next where to go on; empty if there is no more
 */
public record AuditPage(List<AuditEntry> entries, Optional<AuditCursor> next) {

    public AuditPage {
        entries = List.copyOf(entries);
    }
}
