package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Copies a whole database, as it is at one moment, while it is in use. One for each kind of database. Thread-safe. */
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

    /** Room on the disk that a copy may need at most; an estimate. */
    long bytes();

    /**
     * Writes the copy. Takes as long as the database is large, in the same memory; nobody waits for it meanwhile.
     *
     * @param scratch a file that must not exist yet, for what is between; it is gone afterwards
     * @throws IOException if files cannot be written, or the database refuses
     * @throws DatabaseUnavailable if it goes away
     */
    void writeTo(Target target, Path scratch) throws IOException;
}
