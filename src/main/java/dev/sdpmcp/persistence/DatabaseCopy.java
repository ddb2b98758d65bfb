package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Consistent copy of a whole database while it is in use. Thread-safe. */
public interface DatabaseCopy {

    /** Takes the files of a copy, one after the other. */
    @FunctionalInterface
    interface Target {

        /** Adds a file; its content is written before this returns. */
        void add(String name, Content content) throws IOException;
    }

    /** Writes the content of one file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The one for this database, which must be open. */
    static DatabaseCopy of(Database database, StorageSettings storage) {
        return storage.postgres().isPresent()
                ? new PostgresCopy(database)
                : new EmbeddedCopy(database, EmbeddedCopy.file(storage.dataDirectory()));
    }

    /** A word for the kind of database; only the same kind can take the copy. */
    String kind();

    /** Estimate of the disk space that a copy needs at most. */
    long bytes();

    /**
     * Writes the copy in constant memory, without blocking the use of the database.
     *
     * @param scratch a temporary file, which must not exist; deleted afterwards
     * @throws IOException if files cannot be written, or the database refuses
     * @throws DatabaseUnavailable if it becomes unavailable
     */
    void writeTo(Target target, Path scratch) throws IOException;
}
