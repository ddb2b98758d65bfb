package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * The file of an open embedded database. If the file system is unmounted or the file replaced, the process would still
 * write the old file, and the data would be lost. Immutable.
 */
final class EmbeddedFile {

    private final Path path;
    private final Optional<Object> key;

    private EmbeddedFile(Path path, Optional<Object> key) {
        this.path = path;
        this.key = key;
    }

    /** As it is now. */
    static EmbeddedFile of(StorageSettings storage) {
        Path path = path(storage);
        return new EmbeddedFile(path, key(path));
    }

    static boolean exists(StorageSettings storage) {
        return Files.exists(path(storage));
    }

    private static Path path(StorageSettings storage) {
        Path name = ConnectionPool.embeddedFile(storage.dataDirectory());
        return name.resolveSibling(name.getFileName() + ".mv.db");
    }

    /** Device and inode; empty if the file is missing or the file system has no inodes. */
    private static Optional<Object> key(Path path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Whether the same file is in its place. */
    boolean isInPlace() {
        return Files.exists(path) && Objects.equals(key, key(path));
    }
}
