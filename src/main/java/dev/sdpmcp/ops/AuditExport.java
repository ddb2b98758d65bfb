package dev.sdpmcp.ops;

import dev.sdpmcp.audit.reading.AuditCriteria;
import dev.sdpmcp.audit.reading.AuditEntry;
import dev.sdpmcp.audit.reading.AuditPage;
import dev.sdpmcp.audit.reading.AuditReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Export of all calls that match a filter, page by page: one page is in memory, and no database connection is held
 * while the client reads. Calls that begin meanwhile are not included. Used once, by one thread.
 */
final class AuditExport {

    static final int PAGE = 500;

    private final AuditReader reader;
    private final AuditCriteria filter;
    private AuditPage page;

    private AuditExport(AuditReader reader, AuditCriteria filter, AuditPage first) {
        this.reader = reader;
        this.filter = filter;
        this.page = first;
    }

    /** Reads the first page, so that errors occur before anything is written. */
    static AuditExport begin(AuditReader reader, AuditCriteria filter) {
        return new AuditExport(reader, filter, reader.page(filter, Optional.empty(), PAGE));
    }

    /** Writes all pages; if the database fails in between, the document is incomplete and the connection is closed. */
    void writeTo(Document document) throws IOException {
        document.add(page.entries());
        while (page.next().isPresent()) {
            page = reader.page(filter, page.next(), PAGE);
            document.add(page.entries());
        }
        document.end();
    }

    /** Format of an export. Used by one thread. */
    interface Document {

        /** Writes and flushes the calls. */
        void add(List<AuditEntry> entries) throws IOException;

        /** Writes the end of the document. */
        void end() throws IOException;
    }
}
