package dev.sdpmcp.audit.journal;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Intents that the embedded database takes a moment later, as lines of JSON in files beside it (mode 600). What a process that
 * was killed leaves here is loaded by the next. A row is as safe here as in a commit of that database: the operating system has
 * it, and neither forces it to the disk.
 *
 * <p>A file that has grown to 256 KiB is followed by another one, and goes when all its rows are elsewhere. Bounded: at most
 * {@value #MOST_FILES} files. The folder belongs to one server at a time. Thread-safe; waits for nothing but the disk. Plain
 * files and not channels, which an interrupt closes: callers may be interrupted.
 */
public final class WriteAheadLog implements AutoCloseable {

    /** Some 20,000 intents. */
    public static final int MOST_FILES = 64;

    static final int BYTES_A_FILE = 256 * 1024;

    /** More than an intent has. */
    private static final int PROBE_BYTES = 64 * 1024;

    private static final Logger LOG = System.getLogger(WriteAheadLog.class.getName());
    private static final String FILES = "audit-ahead.*.jsonl";

    private final Path folder;
    private final Deque<Path> left = new ArrayDeque<>();
    private final Set<WalSegment> inUse = new HashSet<>();
    private final Map<String, WalSegment> placeOfCall = new HashMap<>();
    private @Nullable WalSegment active;
    private boolean closed;

    /** @throws IOException if the folder can neither be read nor made */
    public WriteAheadLog(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        left.addAll(found());
    }

    /** The oldest first. */
    private List<Path> found() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
            files.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }

    /**
     * Keeps an intent.
     *
     * @throws IOException if it is not kept: the disk is full, too much waits here, or the log is closed
     */
    public synchronized void append(AuditRow intent) throws IOException {
        if (closed) {
            throw new IOException("the write-ahead log is closed");
        }
        WalSegment file = writable();
        try {
            file.append(JournalLines.of(List.of(intent)));
        } catch (IOException failed) {
            // half a line may stand at its end, which would spoil the next one
            active = null;
            endIfSettled(file);
            throw failed;
        }
        placeOfCall.put(intent.callId(), file);
    }

    /**
     * Finds out whether an intent could be kept now, and leaves nothing.
     *
     * @throws IOException if it could not, as {@link #append}
     */
    public synchronized void probe() throws IOException {
        if (closed) {
            throw new IOException("the write-ahead log is closed");
        }
        WalSegment file = writable();
        try {
            file.probe(PROBE_BYTES);
        } catch (IOException failed) {
            active = null;
            endIfSettled(file);
            throw failed;
        }
    }

    private WalSegment writable() throws IOException {
        WalSegment file = active;
        if (file != null && file.bytes() < BYTES_A_FILE) {
            return file;
        }
        if (inUse.size() + left.size() >= MOST_FILES) {
            throw new IOException("the write-ahead log has " + MOST_FILES + " files, which is all it may");
        }
        WalSegment next = new WalSegment(folder.resolve(FILES.replace("*", nextNumber())));
        inUse.add(next);
        active = next;
        if (file != null) {
            endIfSettled(file);
        }
        return next;
    }

    /** Of one width, so that names are in the order of time. */
    private String nextNumber() throws IOException {
        List<Path> there = found();
        if (there.isEmpty()) {
            return "%019d".formatted(1);
        }
        String last = String.valueOf(there.getLast().getFileName());
        return "%019d".formatted(Long.parseLong(last.split("\\.")[1]) + 1);
    }

    /** The database, or the journal, has these rows: what of them stands here is needed no more. */
    public synchronized void settled(List<AuditRow> rows) {
        for (AuditRow row : rows) {
            WalSegment file = taken(row);
            if (file != null) {
                file.settle();
                endIfSettled(file);
            }
        }
    }

    /**
     * Nothing else takes these rows: what of them stands here is to be loaded later.
     *
     * @return how many of them stand here
     */
    public synchronized int leave(List<AuditRow> rows) {
        int standing = 0;
        for (AuditRow row : rows) {
            WalSegment file = taken(row);
            if (file != null) {
                standing++;
                file.leave();
                active = active == file ? null : active;
                endIfSettled(file);
            }
        }
        return standing;
    }

    private @Nullable WalSegment taken(AuditRow row) {
        return row.kind() == RowKind.INTENT ? placeOfCall.remove(row.callId()) : null;
    }

    private void endIfSettled(WalSegment file) {
        if (file == active || !file.isSettled() || !inUse.remove(file)) {
            return;
        }
        try {
            file.close();
            if (!file.isLeft()) {
                Files.delete(file.path());
                return;
            }
        } catch (IOException kept) {
            LOG.log(Level.WARNING, "a file of the write-ahead log stays: {0}", ExceptionSummary.inOneLine(kept));
        }
        left.add(file.path()); // loading skips what the database has, and deletes it
    }

    /** What is to be loaded next; empty if nothing was left. Until {@link JournalReading#finish()} it is the same file. */
    public synchronized Optional<JournalReading> leftover() throws IOException {
        left.removeIf(Files::notExists);
        Path oldest = left.peek();
        return oldest == null ? Optional.empty() : Optional.of(new JournalReading(oldest));
    }

    /** How much was left and is not loaded yet. */
    public synchronized long leftBytes() {
        return left.stream().mapToLong(path -> path.toFile().length()).sum();
    }

    /** Takes no more; what stands nowhere else is loaded by the next server. */
    @Override
    public synchronized void close() {
        closed = true;
        active = null;
        for (WalSegment file : List.copyOf(inUse)) {
            try {
                endIfSettled(file);
                file.close();
            } catch (IOException unimportant) {
                LOG.log(Level.DEBUG, "closing the write-ahead log: {0}", ExceptionSummary.inOneLine(unimportant));
            }
        }
    }
}
