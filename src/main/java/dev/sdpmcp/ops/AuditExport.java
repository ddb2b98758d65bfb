package dev.sdpmcp.ops;

import dev.sdpmcp.audit.reading.AuditPage;
import dev.sdpmcp.audit.reading.AuditPage.AuditEntry;
import dev.sdpmcp.audit.reading.AuditReader;
import dev.sdpmcp.audit.reading.AuditReader.AuditCriteria;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Export of all calls that match a filter, page by page: one page is in memory, and no database connection is held
 * while the client reads. Calls that begin meanwhile are not included. Used once, by one thread.
 */
final class AuditExport {

    static final int PAGE = 500;

    /**
     * Field of a call.
     *
     * @param json whether a text value is JSON
     */
    record Field(String name, boolean json, Function<AuditEntry, @Nullable Object> value) {

        private static Field of(String name, Function<AuditEntry, @Nullable Object> value) {
            return new Field(name, false, value);
        }
    }

    /** In the order of the CSV columns. */
    static final List<Field> FIELDS = List.of(
            Field.of("number", AuditEntry::number),
            Field.of("call", entry -> entry.row().callId()),
            Field.of("time", entry -> entry.row().happenedAt().toString()),
            Field.of("key", entry -> entry.row().who().keyName()),
            Field.of("address", entry -> entry.row().who().address()),
            Field.of("session", entry -> entry.row().who().session()),
            Field.of("requestId", entry -> entry.row().who().requestId()),
            Field.of("clientName", entry -> entry.row().who().clientName()),
            Field.of("clientVersion", entry -> entry.row().who().clientVersion()),
            Field.of("method", entry -> entry.row().what().method()),
            Field.of("tool", entry -> entry.row().what().tool()),
            Field.of("change", AuditEntry::change),
            Field.of("entityType", entry -> entry.row().ending().targets().entityType()),
            Field.of("entityId", entry -> entry.row().ending().targets().entityId()),
            Field.of("displayId", entry -> entry.row().ending().targets().displayId()),
            Field.of("targets", entry -> entry.row().ending().targets().all()),
            new Field("arguments", true, entry -> entry.row().what().arguments()),
            new Field("upstream", true, entry -> entry.row().ending().upstream()),
            Field.of("outcome", entry -> entry.row().ending().outcome().word()),
            Field.of("ms", AuditEntry::tookMillis),
            Field.of("server", entry -> entry.row().serverId()),
            Field.of("cause", entry -> entry.row().ending().cause()));

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
