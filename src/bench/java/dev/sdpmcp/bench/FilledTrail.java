package dev.sdpmcp.bench;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data folder whose embedded database has an audit trail of a given length: a whole chain, sealed, as a server would have
 * written it in ten months. Written without its indexes, which are made at the end from what the schema says of them.
 */
final class FilledTrail {

    private static final int POOL = 3;
    private static final int CACHE_KILOBYTES = 500_000;
    private static final int BATCH = 1_000;
    private static final int BATCHES_BETWEEN_COMMITS = 20;
    private static final int BATCHES_BETWEEN_LINES = 500;

    private FilledTrail() {}

    /** The folder, filled if no earlier run has done so. */
    static Path at(Path folder, int rows) throws IOException {
        Path done = folder.resolve("filled-" + rows);
        if (Files.exists(done)) {
            return folder;
        }
        if (Files.exists(folder)) {
            throw new IllegalStateException(folder + " holds something else; remove it");
        }
        Files.createDirectories(folder);
        Report.line("  writing %,d rows into %s", rows, folder.getFileName());
        StorageSettings storage =
                new StorageSettings(folder, Optional.empty(), POOL, Optional.empty(), List.of(), true);
        try (Database schema = new Database(storage)) {
            schema.open();
        } catch (DatabaseRefused refused) {
            throw new IOException(refused);
        }
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:file:" + folder.resolve("database/sdp-mcp") + ";CACHE_SIZE=" + CACHE_KILOBYTES, "sdp", "")) {
            fill(connection, new Chain(ChainSeal.of(storage)), rows);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
        Files.createFile(done);
        return folder;
    }

    private static void fill(Connection connection, Chain chain, int rows) throws SQLException {
        List<String> indexes = dropIndexes(connection);
        connection.setAutoCommit(false);
        PastCalls calls = new PastCalls(rows);
        for (int first = 0, batch = 1; first < rows; first += BATCH, batch++) {
            List<AuditRow> some = new ArrayList<>(BATCH);
            for (int i = first; i < Math.min(rows, first + BATCH); i++) {
                some.add(calls.row(i));
            }
            chain.append(connection, some);
            if (batch % BATCHES_BETWEEN_COMMITS == 0) {
                connection.commit();
            }
            if (batch % BATCHES_BETWEEN_LINES == 0) {
                Report.line("    %,d", first + BATCH);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        for (String index : indexes) {
            execute(connection, index);
        }
        execute(connection, "ANALYZE");
    }

    /** Drops those that are no constraint, and says how to make them again. */
    private static List<String> dropIndexes(Connection connection) throws SQLException {
        List<String> made = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet script = statement.executeQuery("SCRIPT NODATA NOSETTINGS TABLE api_audit_log")) {
            while (script.next()) {
                if (script.getString(1).strip().startsWith("CREATE INDEX")) {
                    made.add(script.getString(1));
                }
            }
        }
        for (String index : made) {
            execute(connection, index.replaceFirst("(?s)CREATE INDEX (\\S+) ON .*", "DROP INDEX $1"));
        }
        return made;
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
