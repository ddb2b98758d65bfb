package dev.sdpmcp.audit.journal;

import dev.sdpmcp.audit.row.AuditRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Rows that wait for the database, as lines of JSON in the data folder (mode 600). Two files, so that one can be loaded while
 * the other is written. Bounded in bytes. The folder belongs to one server at a time. Thread-safe.
 *
 * <p>Written with plain files and not with channels, which an interrupt closes: callers may be interrupted.
 */
public final class TrailJournal {

    /** Some 100,000 calls. */
    public static final long MOST_BYTES = 64L * 1024 * 1024;

    static final String WRITTEN = "audit-journal.jsonl";
    static final String LOADED = "audit-journal.loading.jsonl";

    private final Path folder;
    private final long mostBytes;

    public TrailJournal(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * Adds rows at the end: all, or none if it throws.
     *
     * @param forced whether they must be on the disk when this returns
     * @throws JournalFull if there is no room for them
     * @throws IOException if they cannot be written
     */
    public synchronized void append(List<AuditRow> rows, boolean forced) throws IOException {
        byte[] lines = JournalLines.of(rows);
        if (bytes() + lines.length > mostBytes) {
            throw new JournalFull(bytes());
        }
        Path path = folder.resolve(WRITTEN);
        boolean made = make(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            try {
                write(file, lines, end);
                if (forced) {
                    file.getFD().sync();
                }
            } catch (IOException failed) {
                file.setLength(end); // half a batch would be half a truth
                throw failed;
            }
        }
        if (made && forced) {
            forceFolder();
        }
    }

    private static void write(RandomAccessFile file, byte[] lines, long end) throws IOException {
        if (end > 0) {
            file.seek(end - 1);
            if (file.read() != '\n') {
                file.write('\n'); // a line that a crash cut off stays alone
            }
        }
        file.seek(file.length());
        file.write(lines);
    }

    private static boolean make(Path path) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        }
    }

    private void forceFolder() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** How much waits. */
    public synchronized long bytes() {
        return size(WRITTEN) + size(LOADED);
    }

    private long size(String name) {
        // of a file that is not there it is 0
        return folder.resolve(name).toFile().length();
    }

    /**
     * What is to be loaded next, the oldest first; empty if nothing waits. Until {@link JournalReading#finish()} it is the same
     * file, also after a restart.
     */
    public synchronized Optional<JournalReading> reading() throws IOException {
        Path loaded = folder.resolve(LOADED);
        Path written = folder.resolve(WRITTEN);
        if (!Files.exists(loaded)) {
            if (!Files.exists(written)) {
                return Optional.empty();
            }
            Files.move(written, loaded, StandardCopyOption.ATOMIC_MOVE);
        }
        return Optional.of(new JournalReading(loaded));
    }
}
