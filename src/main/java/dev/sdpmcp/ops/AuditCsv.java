package dev.sdpmcp.ops;

import dev.sdpmcp.audit.reading.AuditPage.AuditEntry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writer of calls of the audit trail as CSV (RFC 4180), UTF-8, with a header line. Clients choose the text of many
 * cells, so a cell that a spreadsheet would read as a formula gets an apostrophe before it.
 */
final class AuditCsv implements AuditExport.Document {

    /** With an underscore before each upper-case letter: {@code request_id}. */
    private static final String HEADER = AuditExport.FIELDS.stream()
            .map(field -> field.name().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(",", "", "\r\n"));

    private static final Pattern FORMULA = Pattern.compile("^\\s*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");

    private final Writer out;

    AuditCsv(OutputStream out) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.out.write(HEADER);
    }

    @Override
    public void add(List<AuditEntry> entries) throws IOException {
        for (AuditEntry entry : entries) {
            out.write(AuditExport.FIELDS.stream()
                    .map(field -> cell(field.value().apply(entry)))
                    .collect(Collectors.joining(",", "", "\r\n")));
        }
        out.flush();
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        String guarded = FORMULA.matcher(text).matches() ? "'" + text : text;
        return SPECIAL.matcher(guarded).find() ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
    }
}
