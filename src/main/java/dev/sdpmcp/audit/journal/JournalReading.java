package dev.sdpmcp.audit.journal;

import dev.sdpmcp.audit.row.AuditRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over a file of the journal. Used by one thread. */
public final class JournalReading implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JournalReading.class.getName());

    private final Path file;
    private final BufferedReader lines;

    JournalReading(Path file) throws IOException {
        this.file = file;
        // not Files.newBufferedReader, which gives up at a character that was cut off
        this.lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    /** The next rows, at most so many; empty at the end. Lines that are not whole are left out and told of in the log. */
    public List<AuditRow> next(int most) throws IOException {
        List<AuditRow> rows = new ArrayList<>();
        @Nullable String line = lines.readLine();
        while (line != null) {
            Optional<AuditRow> row = JournalLines.read(line);
            if (row.isPresent()) {
                rows.add(row.get());
            } else if (!line.isBlank()) {
                LOG.log(
                        Level.WARNING,
                        "the audit journal has a line of {0} characters that is not whole",
                        line.length());
            }
            line = rows.size() < most ? lines.readLine() : null;
        }
        return rows;
    }

    /** All of it is in the database: the file goes. */
    public void finish() throws IOException {
        close();
        Files.delete(file);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
