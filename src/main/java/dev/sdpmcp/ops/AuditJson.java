package dev.sdpmcp.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sdpmcp.audit.reading.AuditEntry;
import dev.sdpmcp.audit.reading.AuditPage;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.persistence.StoredJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writer of calls of the audit trail as JSON, for a page or call by call. */
final class AuditJson implements AuditExport.Document {

    private static final JsonFactory FACTORY = StoredJson.MAPPER.getFactory();

    private final JsonGenerator json;

    /** A document that is written while calls are still being read. */
    AuditJson(OutputStream out) throws IOException {
        json = FACTORY.createGenerator(out);
        json.writeStartObject();
        json.writeArrayFieldStart("entries");
    }

    static String page(AuditPage page) {
        StringWriter text = new StringWriter(4_096);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("entries");
            for (AuditEntry entry : page.entries()) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeObjectField(
                    "nextCursor", page.next().map(cursor -> cursor.text()).orElse(null));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a text takes everything", impossible);
        }
        return text.toString();
    }

    @Override
    public void add(List<AuditEntry> entries) throws IOException {
        for (AuditEntry entry : entries) {
            write(json, entry);
        }
        json.flush();
    }

    @Override
    public void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    private static void write(JsonGenerator json, AuditEntry entry) throws IOException {
        AuditRow row = entry.row();
        AuditRow.Ending ending = row.ending();
        json.writeStartObject();
        json.writeNumberField("number", entry.number());
        json.writeStringField("call", row.callId());
        json.writeStringField("time", row.happenedAt().toString());
        json.writeStringField("key", row.who().keyName());
        json.writeStringField("address", row.who().address());
        json.writeStringField("session", row.who().session());
        json.writeStringField("requestId", row.who().requestId());
        text(json, "clientName", row.who().clientName());
        text(json, "clientVersion", row.who().clientVersion());
        json.writeStringField("method", row.what().method());
        text(json, "tool", row.what().tool());
        json.writeBooleanField("change", entry.change());
        text(json, "entityType", ending.targets().entityType());
        text(json, "entityId", ending.targets().entityId());
        text(json, "displayId", ending.targets().displayId());
        text(json, "targets", ending.targets().all());
        raw(json, "arguments", row.what().arguments());
        raw(json, "upstream", ending.upstream());
        json.writeStringField("outcome", ending.outcome().word());
        text(json, "cause", ending.cause());
        if (entry.tookMillis() != null) {
            json.writeNumberField("ms", entry.tookMillis());
        }
        json.writeStringField("server", row.serverId());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** A stored JSON text is written as JSON, unless it was altered in the database. */
    private static void raw(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            try {
                json.writeTree(StoredJson.MAPPER.readTree(value));
            } catch (com.fasterxml.jackson.core.JsonParseException notJson) {
                json.writeString(value);
            }
        }
    }
}
