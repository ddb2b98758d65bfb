package dev.sdpmcp.ops;

import dev.sdpmcp.audit.reading.AuditEntry;
import dev.sdpmcp.audit.row.AuditRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writer of calls of the audit trail as CSV (RFC 4180), UTF-8, with a header line. Clients write half of the cells,
 * so a cell that a spreadsheet would read as a formula gets an apostrophe before it.
 */
final class AuditCsv implements AuditExport.Document {

    private static final String HEADER =
            "number,call,time,key,address,session,request_id,client_name,client_version,method,"
                    + "tool,change,entity_type,entity_id,display_id,targets,arguments,upstream,outcome,ms,server,cause\r\n";
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
            out.write(line(entry));
        }
        out.flush();
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private static String line(AuditEntry entry) {
        AuditRow row = entry.row();
        AuditRow.Ending ending = row.ending();
        return Arrays.asList(
                                Long.toString(entry.number()),
                                row.callId(),
                                row.happenedAt().toString(),
                                row.who().keyName(),
                                row.who().address(),
                                row.who().session(),
                                row.who().requestId(),
                                row.who().clientName(),
                                row.who().clientVersion(),
                                row.what().method(),
                                row.what().tool(),
                                Boolean.toString(entry.change()),
                                ending.targets().entityType(),
                                ending.targets().entityId(),
                                ending.targets().displayId(),
                                ending.targets().all(),
                                row.what().arguments(),
                                ending.upstream(),
                                ending.outcome().word(),
                                entry.tookMillis() == null
                                        ? null
                                        : entry.tookMillis().toString(),
                                row.serverId(),
                                ending.cause())
                        .stream()
                        .map(AuditCsv::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    static String cell(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String guarded = FORMULA.matcher(value).matches() ? "'" + value : value;
        return SPECIAL.matcher(guarded).find() ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
    }
}
