package dev.sdpmcp.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.sdpmcp.config.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A look at a database that no server has open: nothing is made, migrated or kept open. */
public final class DatabaseInspection {

    private DatabaseInspection() {}

    /**
     * Looks with a separate connection, for some seconds at most.
     *
     * @param work only reads
     * @return empty if the embedded database has not been made yet
     * @throws DatabaseRefused if it cannot be reached or read, with what an operator must fix
     */
    public static <T> Optional<T> at(StorageSettings storage, Database.ConnectionWork<T> work) throws DatabaseRefused {
        Path file = ConnectionPool.embeddedFile(storage.dataDirectory());
        if (storage.postgres().isEmpty() && !Files.exists(file.resolveSibling(file.getFileName() + ".mv.db"))) {
            return Optional.empty();
        }
        try (HikariDataSource pool = ConnectionPool.openToLook(storage);
                Connection connection = pool.getConnection()) {
            T seen = work.apply(connection);
            connection.rollback();
            return Optional.of(seen);
        } catch (SQLException failed) {
            throw new DatabaseRefused(RefusalReason.of(failed, storage), failed);
        }
    }
}
