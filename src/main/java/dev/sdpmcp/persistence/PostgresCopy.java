package dev.sdpmcp.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;

/**
 * Copy of a PostgreSQL database: a CSV file with a header for each table of this server ({@code COPY} in one
 * transaction), without the schema, which Flyway creates at the restore.
 */
public final class PostgresCopy implements DatabaseCopy {

    public static final String KIND = "postgresql";

    private static final String ENDING = ".csv";
    private static final Duration TABLE_LIMIT = Duration.ofHours(2);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final int MAX_HEADER = 10_000;
    private static final String TABLES = "SELECT table_name FROM information_schema.tables"
            + " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'";
    private static final String HISTORY = "flyway_schema_history";

    private final Database database;

    PostgresCopy(Database database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public long bytes() {
        return database.onConnection(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public void writeTo(Target target, Path scratch) throws IOException {
        try {
            database.onConnection(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                    statement.execute("SET LOCAL statement_timeout = " + TABLE_LIMIT.toMillis());
                }
                for (String table : tables(connection)) {
                    copyOut(connection, table, target);
                }
                return Boolean.TRUE;
            });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (IllegalStateException refused) {
            throw new IOException(RefusalReason.inOneLine(RefusalReason.deepest(refused)), refused);
        }
    }

    private static void copyOut(Connection connection, String table, Target target) {
        try {
            target.add(table + ENDING, out -> {
                try {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("COPY " + table + " TO STDOUT WITH (FORMAT csv, HEADER true)", out);
                } catch (SQLException refused) {
                    throw new IOException(RefusalReason.inOneLine(refused), refused);
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The tables of this server, by name. */
    private static List<String> tables(Connection connection) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (!name.equals(HISTORY) && NAME.matcher(name).matches()) {
                    found.add(name);
                }
            }
        }
        return List.copyOf(found);
    }

    /** Opens the content of a file of a copy; the reader closes it. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Creates the schema in an empty database and fills it.
     *
     * @param schema version of the schema that the copy was made of
     * @param copy files of the copy by name
     * @return names of files that belong to no table and were left out
     * @throws DatabaseRefused if the database is not empty, cannot be reached or refuses the rows; with the fix
     * @throws IOException if the copy cannot be read
     */
    public static List<String> restore(StorageSettings storage, String schema, Map<String, Source> copy)
            throws DatabaseRefused, IOException {
        try (HikariDataSource pool = ConnectionPool.open(storage)) {
            try (Connection connection = pool.getConnection()) {
                requireEmpty(connection, storage);
                connection.rollback();
            }
            if (!SchemaMigration.knows(pool, schema)) {
                throw new DatabaseRefused(
                        "The backup has the schema " + schema + ", which this version does not know."
                                + " Restore it with the version that made it.",
                        null);
            }
            SchemaMigration.runTo(pool, schema);
            try (Connection connection = pool.getConnection()) {
                List<String> others = fill(connection, copy);
                connection.commit();
                return others;
            }
        } catch (SQLException | FlywayException failed) {
            throw new DatabaseRefused(RefusalReason.of(failed, storage), failed);
        }
    }

    private static void requireEmpty(Connection connection, StorageSettings storage)
            throws SQLException, DatabaseRefused {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            if (rows.next()) {
                throw new DatabaseRefused(
                        "The database " + storage.postgres().orElseThrow().database()
                                + " is not empty, or a restore into it broke off. Create an empty one, and name it in SDP_DB_NAME.",
                        null);
            }
        }
    }

    /** In one transaction, so that an interrupted restore leaves no rows. */
    private static List<String> fill(Connection connection, Map<String, Source> copy)
            throws SQLException, IOException, DatabaseRefused {
        List<String> tables = tables(connection);
        Map<String, Source> sources = new TreeMap<>();
        for (String table : tables) {
            Source source = copy.get(table + ENDING);
            if (source == null) {
                throw new DatabaseRefused("The backup has no table " + table + ". It is not complete.", null);
            }
            sources.put(table, source);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + TABLE_LIMIT.toMillis());
            // the copy also has the rows of the migrations
            statement.execute("TRUNCATE " + String.join(", ", tables));
        }
        // the response comes when all indexes are written
        connection.setNetworkTimeout(Runnable::run, (int) TABLE_LIMIT.toMillis());
        for (Map.Entry<String, Source> each : sources.entrySet()) {
            copyIn(connection, each.getKey(), each.getValue());
        }
        List<String> others = new ArrayList<>(copy.keySet());
        others.removeAll(tables.stream().map(table -> table + ENDING).collect(Collectors.toSet()));
        return others;
    }

    private static void copyIn(Connection connection, String table, Source source) throws SQLException, IOException {
        try (InputStream in = source.open()) {
            List<String> columns = columns(in);
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN WITH (FORMAT csv)", in);
        }
    }

    /** The first line, read byte by byte: the rest is for the database. */
    private static List<String> columns(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() == MAX_HEADER) {
                throw new IOException("the file of a table has no line of names");
            }
            line.append((char) next);
        }
        List<String> names = List.of(line.toString().strip().split(","));
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new IOException("the file of a table has no line of names");
        }
        return names;
    }
}
