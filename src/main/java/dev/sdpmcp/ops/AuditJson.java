package dev.sdpmcp.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sdpmcp.audit.reading.AuditPage;
import dev.sdpmcp.audit.reading.AuditPage.AuditCursor;
import dev.sdpmcp.audit.reading.AuditPage.AuditEntry;
import dev.sdpmcp.persistence.StoredJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.List;

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
            write(json, page.entries());
            json.writeEndArray();
            json.writeObjectField(
                    "nextCursor", page.next().map(AuditCursor::text).orElse(null));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a text takes everything", impossible);
        }
        return text.toString();
    }

    @Override
    public void add(List<AuditEntry> entries) throws IOException {
        write(json, entries);
        json.flush();
    }

    @Override
    public void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    private static void write(JsonGenerator json, List<AuditEntry> entries) throws IOException {
        for (AuditEntry entry : entries) {
            json.writeStartObject();
            for (AuditExport.Field field : AuditExport.FIELDS) {
                Object value = field.value().apply(entry);
                if (value != null) {
                    json.writeFieldName(field.name());
                    json.writeObject(field.json() ? parsed(value.toString()) : value);
                }
            }
            json.writeEndObject();
        }
    }

    /** Text that was altered in the database may be no JSON; it is written as a string. */
    private static Object parsed(String text) {
        try {
            return StoredJson.MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }
}
