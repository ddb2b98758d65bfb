package dev.sdpmcp.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.sdpmcp.config.StorageSettings;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * Facts about a database, read without a change to it.
 *
 * @param product name and version, as it calls itself
 * @param ahead how far its clock is ahead of the clock of this server, negative if behind; right to about a round trip
 * @param keepsCommits whether what it has committed survives a crash of its machine ({@code fsync} of PostgreSQL)
 */
public record DatabaseFacts(String product, SchemaState schema, Duration ahead, boolean keepsCommits) {

    /**
     * Looks with a separate connection, for some seconds at most.
     *
     * @return empty if the embedded database has not been made yet
     * @throws DatabaseRefused if it cannot be reached or read; the message has the problem and the fix
     */
    public static Optional<DatabaseFacts> at(StorageSettings storage) throws DatabaseRefused {
        return look(storage, pool -> of(pool, storage));
    }

    /**
     * Reads from a database that no server has open, as {@link #at}.
     *
     * @param work only reads
     */
    public static <T> Optional<T> read(StorageSettings storage, Database.ConnectionWork<T> work)
            throws DatabaseRefused {
        return look(storage, pool -> {
            try (Connection connection = pool.getConnection()) {
                T seen = work.apply(connection);
                connection.rollback();
                return seen;
            }
        });
    }

    private interface Look<T> {
        T at(DataSource pool) throws SQLException;
    }

    private static <T> Optional<T> look(StorageSettings storage, Look<T> work) throws DatabaseRefused {
        if (storage.postgres().isEmpty() && !EmbeddedFile.exists(storage)) {
            return Optional.empty();
        }
        try (HikariDataSource pool = ConnectionPool.openToLook(storage)) {
            return Optional.of(work.at(pool));
        } catch (SQLException | FlywayException failed) {
            throw new DatabaseRefused(RefusalReason.of(failed, storage), failed);
        }
    }

    static DatabaseFacts of(DataSource pool, StorageSettings storage) throws SQLException {
        SchemaState schema = SchemaMigration.look(pool);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            String product = connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
            Duration ahead = ahead(statement);
            boolean keeps = storage.postgres().isEmpty() || !"off".equals(text(statement, "SHOW fsync"));
            connection.rollback();
            return new DatabaseFacts(product, schema, ahead, keeps);
        }
    }

    private static Duration ahead(Statement statement) throws SQLException {
        Instant before = Instant.now();
        BigDecimal seconds = new BigDecimal(text(statement, "SELECT EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)"));
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        return Duration.between(
                middle, Instant.ofEpochMilli(seconds.movePointRight(3).longValue()));
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * State of a schema relative to this program. Immutable.
     *
     * @param version of the schema; empty if there is none yet
     * @param pending migrations that the next start runs
     * @param foreign whether this program cannot use it: it is of a newer or a development version, or a migration
     *     failed
     * @param development whether a development version before 0.1.0 made it
     */
    public record SchemaState(Optional<String> version, int pending, boolean foreign, boolean development) {

        /** Whether this program can use it as it is. */
        public boolean isCurrent() {
            return version.isPresent() && pending == 0 && !foreign;
        }
    }
}
