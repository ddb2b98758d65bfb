package dev.sdpmcp.ops;

import dev.sdpmcp.audit.reading.AuditEntry;
import java.io.IOException;
import java.util.List;

/** An export that is being written. Used by one thread. */
interface AuditDocument {

    /** Writes the calls out, so that none is held. */
    void add(List<AuditEntry> entries) throws IOException;

    /** What comes after the last call. */
    void end() throws IOException;
}
