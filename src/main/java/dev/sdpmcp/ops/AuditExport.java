package dev.sdpmcp.ops;

import dev.sdpmcp.audit.reading.AuditCriteria;
import dev.sdpmcp.audit.reading.AuditEntry;
import dev.sdpmcp.audit.reading.AuditPage;
import dev.sdpmcp.audit.reading.AuditReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a filter lets through, page after page: one page is in memory, and no connection is held while the reader at
 * the other end takes its time. Calls that begin meanwhile are not in it. Used once, by one thread.
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

    /** Reads the first page, so that what is wrong shows before anything is written. */
    static AuditExport begin(AuditReader reader, AuditCriteria filter) {
        return new AuditExport(reader, filter, reader.page(filter, Optional.empty(), PAGE));
    }

    /** Writes it all; when the database goes away in the middle, the document has no end and the connection is cut. */
    void writeTo(Document document) throws IOException {
        document.add(page.entries());
        while (page.next().isPresent()) {
            page = reader.page(filter, page.next(), PAGE);
            document.add(page.entries());
        }
        document.end();
    }

    /** An export that is being written. Used by one thread. */
    interface Document {

        /** Writes the calls out, so that none is held. */
        void add(List<AuditEntry> entries) throws IOException;

        /** What comes after the last call. */
        void end() throws IOException;
    }
}
