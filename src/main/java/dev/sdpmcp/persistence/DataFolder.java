package dev.sdpmcp.persistence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Probe of the file system of the data folder: writable, and free space. For one caller at a time; may block. */
final class DataFolder {

    /** More than a row of the audit trail and a commit of the embedded database need together. */
    static final int PROBE_BYTES = 64 * 1024;

    static final String PROBE = ".write-probe";

    private final Path folder;

    /**
     * Room of a file system.
     *
     * @param free bytes that this user may still write
     * @param size bytes in all
     */
    record Space(long free, long size) {}

    DataFolder(Path folder) {
        this.folder = folder;
    }

    /** Why no file can be written, such as a full disk or a read-only file system; empty if one can. Leaves no file. */
    Optional<String> obstacle() {
        Path probe = folder.resolve(PROBE);
        try {
            try (OutputStream file = Files.newOutputStream(probe)) {
                file.write(new byte[PROBE_BYTES]);
            } finally {
                Files.deleteIfExists(probe);
            }
            return Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.of("it is not there");
        } catch (IOException refused) {
            return Optional.of(RefusalReason.inOneLine(refused));
        }
    }

    /** Empty if the file system does not report it. */
    Optional<Space> space() {
        try {
            FileStore store = Files.getFileStore(folder);
            return Optional.of(new Space(store.getUsableSpace(), store.getTotalSpace()));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
