package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The two databases, for tests that must hold on both. */
public enum DatabaseKind {
    EMBEDDED,
    POSTGRESQL;

    /** Where a new, empty database is. */
    public StorageSettings settings(Path dataDirectory) {
        return this == POSTGRESQL
                ? RealPostgres.newDatabase(dataDirectory)
                : new StorageSettings(dataDirectory, Optional.empty(), 5, Optional.empty(), List.of(), true);
    }

    /** A new database with the whole schema; the caller closes it. */
    public Database open(Path dataDirectory) {
        return open(settings(dataDirectory));
    }

    /** Opens what is there. */
    public static Database open(StorageSettings settings) {
        Database database = new Database(settings);
        try {
            database.open();
        } catch (DatabaseRefused refused) {
            throw new IllegalStateException(refused);
        }
        return database;
    }
}
