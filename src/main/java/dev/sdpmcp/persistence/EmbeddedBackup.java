package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.util.Optional;

/** Copies of the embedded database while it is in use: one zip with its file as it was at one moment. Thread-safe. */
public final class EmbeddedBackup {

    private final Database database;
    private final StorageSettings storage;

    public EmbeddedBackup(Database database, StorageSettings storage) {
        this.database = database;
        this.storage = storage;
    }

    /**
     * Writes the copy, readable by this user only. Takes as long as the database is large; nobody waits for it meanwhile.
     *
     * @param target absolute; must not exist yet
     * @return what hinders it, in words for an operator; empty if the copy is there
     */
    public Optional<String> to(Path target) {
        if (storage.postgres().isPresent()) {
            return Optional.of("PostgreSQL is backed up with pg_dump; docs/operations.md shows how.");
        }
        if (Files.exists(target)) {
            return Optional.of(target + " is there already. Name a file that is not.");
        }
        try {
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            database.onConnection(connection -> {
                try (PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
                    backup.setString(1, target.toString());
                    return backup.execute();
                }
            });
            return Optional.empty();
        } catch (IOException | DatabaseUnavailable | IllegalStateException failed) {
            return Optional.of(target + " cannot be written (" + failed.getMessage() + ").");
        }
    }
}
