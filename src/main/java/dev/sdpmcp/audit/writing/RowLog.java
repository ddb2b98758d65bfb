package dev.sdpmcp.audit.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.StoredJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Log of rows that wait for the database (the journal), one line of JSON each, in the data folder (mode 600). It has
 * two segments, so that one can be loaded while the other is written. Bounded in bytes; one server per folder.
 * Thread-safe. Uses plain files, because an interrupt of a caller would close a channel.
 */
public final class RowLog {

    /** About 100,000 calls. */
    public static final long MAX_BYTES = 64L * 1024 * 1024;

    /** Files that hold rows. Rows that the database has are not loaded twice. */
    static final String WRITTEN = "audit-journal.jsonl";

    static final String LOADED = "audit-journal.loading.jsonl";

    private static final Logger LOG = System.getLogger(RowLog.class.getName());

    private final Path folder;
    private final long maxBytes;

    public RowLog(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /** Bytes of rows in the data folder that a server has not added to the trail yet. */
    public static long waitingBytes(StorageSettings storage) {
        return new RowLog(storage.dataDirectory(), MAX_BYTES).bytes();
    }

    /** Whether a file of this name holds rows that wait. */
    public static boolean isFile(String name) {
        return name.equals(WRITTEN) || name.equals(LOADED);
    }

    /**
     * Adds rows at the end: all of them, or none if it throws.
     *
     * @param forced whether they must be on the disk when this returns
     * @throws IOException if there is no room for them or they cannot be written
     */
    synchronized void append(List<AuditRow> rows, boolean forced) throws IOException {
        byte[] lines = lines(rows);
        if (bytes() + lines.length > maxBytes) {
            throw new IOException("the journal has reached its limit of " + maxBytes + " bytes");
        }
        Path path = folder.resolve(WRITTEN);
        boolean created = create(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            try {
                write(file, lines);
                if (forced) {
                    file.getFD().sync();
                }
            } catch (IOException failed) {
                file.setLength(end);
                throw failed;
            }
        }
        if (created && forced) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static byte[] lines(List<AuditRow> rows) {
        StringBuilder lines = new StringBuilder();
        try {
            for (AuditRow row : rows) {
                lines.append(StoredJson.MAPPER.writeValueAsString(row)).append('\n');
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of plain values has a JSON form", impossible);
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(RandomAccessFile file, byte[] lines) throws IOException {
        if (!endsWithLine(file)) {
            file.write('\n'); // ends a line that a crash left incomplete
        }
        file.seek(file.length());
        file.write(lines);
    }

    /** Leaves the file at its end. */
    private static boolean endsWithLine(RandomAccessFile file) throws IOException {
        long length = file.length();
        file.seek(Math.max(0, length - 1));
        return length == 0 || file.read() == '\n';
    }

    private static boolean create(Path path) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        }
    }

    /** Bytes of the rows that wait. */
    synchronized long bytes() {
        // the length of a file that does not exist is 0
        return folder.resolve(WRITTEN).toFile().length()
                + folder.resolve(LOADED).toFile().length();
    }

    /**
     * The oldest segment, to be loaded; empty if no rows wait. It is the same until {@link Reading#finish()}, also
     * after a restart.
     */
    synchronized Optional<Reading> reading() throws IOException {
        Path loaded = folder.resolve(LOADED);
        Path written = folder.resolve(WRITTEN);
        if (!Files.exists(loaded)) {
            if (!Files.exists(written)) {
                return Optional.empty();
            }
            Files.move(written, loaded, StandardCopyOption.ATOMIC_MOVE);
        }
        return Optional.of(new Reading(loaded));
    }

    /** One pass over a segment. Used by one thread. */
    static final class Reading implements AutoCloseable {

        private static final String SUFFIX = ".unreadable";
        private static final int MAX_UNREADABLE_FILES = 100;

        private final Path file;
        private final boolean cutOff;
        private final BufferedReader lines;
        private @Nullable String next;
        private int unreadable;

        private Reading(Path file) throws IOException {
            this.file = file;
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
                this.cutOff = !endsWithLine(bytes); // the disk was full, or the power failed
            }
            // not Files.newBufferedReader, which fails at an incomplete character
            this.lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
            this.next = lines.readLine();
        }

        /** The next rows, at most so many; empty at the end. Lines that cannot be read are left out and counted. */
        List<AuditRow> next(int max) throws IOException {
            List<AuditRow> rows = new ArrayList<>();
            while (next != null && rows.size() < max) {
                String line = next;
                next = lines.readLine();
                Optional<AuditRow> row = read(line);
                if (row.isPresent()) {
                    rows.add(row.get());
                } else if (next == null && cutOff) {
                    LOG.log(
                            Level.INFO,
                            "{0} ends with {1} characters of an incomplete line",
                            file.getFileName(),
                            line.length());
                } else {
                    unreadable += line.isBlank() ? 0 : 1;
                }
            }
            return rows;
        }

        private static Optional<AuditRow> read(String line) {
            try {
                return Optional.of(StoredJson.MAPPER.readValue(line, AuditRow.class));
            } catch (JsonProcessingException | NullPointerException broken) {
                return Optional.empty();
            }
        }

        /**
         * All rows of the segment are in the database: deletes the file, or renames it if it has lines that could not
         * be read, such as those of a newer version.
         *
         * @return number of lines that could not be read, without an incomplete last one
         */
        int finish() throws IOException {
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
            Path aside = file.resolveSibling(file.getFileName() + SUFFIX);
            for (int i = 2; Files.exists(aside) && i <= MAX_UNREADABLE_FILES; i++) {
                aside = file.resolveSibling(file.getFileName() + "." + i + SUFFIX);
            }
            return aside;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
