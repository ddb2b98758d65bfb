package dev.sdpmcp.audit.journal;

import dev.sdpmcp.audit.row.AuditRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over a file of the journal. Used by one thread. */
public final class JournalReading implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JournalReading.class.getName());
    private static final String KEPT = ".unreadable";
    private static final int MOST_KEPT = 100;

    private final Path file;
    private final boolean cutOff;
    private final BufferedReader lines;
    private @Nullable String ahead;
    private int unreadable;

    JournalReading(Path file) throws IOException {
        this.file = file;
        this.cutOff = isCutOff(file);
        // not Files.newBufferedReader, which gives up at a character that was cut off
        this.lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        this.ahead = lines.readLine();
    }

    /** Whether it ends in the middle of a line: the disk was full, or the power went. */
    private static boolean isCutOff(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                return false;
            }
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    /** The next rows, at most so many; empty at the end. Lines that cannot be read are left out and counted. */
    public List<AuditRow> next(int most) throws IOException {
        List<AuditRow> rows = new ArrayList<>();
        while (ahead != null && rows.size() < most) {
            String line = ahead;
            ahead = lines.readLine();
            Optional<AuditRow> row = JournalLines.read(line);
            if (row.isPresent()) {
                rows.add(row.get());
            } else if (ahead != null || !cutOff) {
                unreadable += line.isBlank() ? 0 : 1;
            } else {
                LOG.log(
                        Level.INFO,
                        "{0} ends with {1} characters of a line that was never whole",
                        name(),
                        line.length());
            }
        }
        return rows;
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }

    /**
     * All of it is in the database: the file goes, or is put aside if it has lines that could not be read, such as those of a
     * newer version.
     *
     * @return how many lines could not be read, but for a last one that was cut off
     */
    public int finish() throws IOException {
        close();
        if (unreadable == 0) {
            Files.delete(file);
            return 0;
        }
        Path aside = aside();
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.log(
                Level.WARNING,
                "{0} rows of the audit trail cannot be read by this version; they stay in {1}",
                unreadable,
                aside.getFileName());
        return unreadable;
    }

    private Path aside() {
        Path aside = file.resolveSibling(name() + KEPT);
        for (int i = 2; Files.exists(aside) && i <= MOST_KEPT; i++) {
            aside = file.resolveSibling(name() + "." + i + KEPT);
        }
        return aside;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
