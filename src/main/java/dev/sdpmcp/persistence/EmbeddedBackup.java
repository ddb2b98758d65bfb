package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.util.Optional;

/** Copies of the embedded database while it is in use: one zip with its file as it was at one moment. Thread-safe. */
public final class EmbeddedBackup {

    private static final String UNFINISHED = ".unfinished";

    private final Database database;
    private final StorageSettings storage;

    public EmbeddedBackup(Database database, StorageSettings storage) {
        this.database = database;
        this.storage = storage;
    }

    /**
     * Writes the copy, readable by this user only. Takes as long as the database is large; nobody waits for it meanwhile. What
     * has the name of the target is whole: until then the file is called like it with {@value #UNFINISHED} at its end.
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
        Path unfinished = Path.of(target + UNFINISHED);
        try {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException taken) {
            return Optional.of(unfinished + " is there: another backup is at work. If none is, remove it.");
        } catch (IOException refused) {
            return Optional.of(target + " cannot be written (" + refused.getMessage() + ").");
        }
        return copied(unfinished, target);
    }

    private Optional<String> copied(Path unfinished, Path target) {
        try {
            database.onConnection(connection -> {
                try (PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
                    backup.setString(1, unfinished.toString());
                    return backup.execute();
                }
            });
            Files.move(unfinished, target);
            return Optional.empty();
        } catch (IOException | DatabaseUnavailable | IllegalStateException failed) {
            return Optional.of(target + " cannot be written (" + failed.getMessage() + ").");
        } finally {
            discard(unfinished);
        }
    }

    /** Nothing to do for a copy that has its own name by now. */
    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException left) {
            System.getLogger(EmbeddedBackup.class.getName())
                    .log(Level.WARNING, "a broken-off backup cannot be deleted: {0}", left.getMessage());
        }
    }
}
