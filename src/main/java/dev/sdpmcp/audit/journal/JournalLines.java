package dev.sdpmcp.audit.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.sdpmcp.audit.row.AuditRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** A row as one line of JSON, and back. */
final class JournalLines {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .build();

    private JournalLines() {}

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(parser.getText());
            } catch (DateTimeParseException wrong) {
                throw new IOException("not a time", wrong);
            }
        }
    }

    /** UTF-8, each line with its end. */
    static byte[] of(List<AuditRow> rows) {
        StringBuilder lines = new StringBuilder();
        try {
            for (AuditRow row : rows) {
                lines.append(MAPPER.writeValueAsString(row)).append('\n');
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of plain values has a JSON form", impossible);
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if the line is not whole: the disk was full, or the power went. */
    static Optional<AuditRow> read(String line) {
        try {
            return Optional.of(MAPPER.readValue(line, AuditRow.class));
        } catch (JsonProcessingException | NullPointerException broken) {
            return Optional.empty();
        }
    }
}
