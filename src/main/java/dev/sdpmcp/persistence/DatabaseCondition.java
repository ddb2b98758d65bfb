package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import javax.sql.DataSource;

/** How a database that was opened is now. */
enum DatabaseCondition {
    /** It answers, and can be written. */
    ANSWERS,

    /** It does not answer or takes no changes now; its connections recover without us. */
    AWAY,

    /**
     * The embedded database has closed its file after a write that failed, or holds one that cannot be written or is
     * not in its place any more. It stays so until all its connections are closed and the file is opened again.
     */
    BROKEN;

    private static final String STORE = "SELECT COUNT(*) FROM \"flyway_schema_history\"";
    private static final String MODE = "SELECT current_setting('transaction_read_only')";

    /** Looks through a connection of the pool; blocks up to five seconds for it. */
    static DatabaseCondition of(DataSource pool, StorageSettings storage, EmbeddedFile file) {
        boolean embedded = storage.postgres().isEmpty();
        if (embedded && !file.isInPlace()) {
            return BROKEN;
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            if (embedded) {
                // not Connection.isValid, which does not look whether the file is still open
                text(statement, STORE);
                return connection.isReadOnly() ? BROKEN : ANSWERS;
            }
            return "off".equals(text(statement, MODE)) ? ANSWERS : AWAY;
        } catch (SQLException failed) {
            return embedded && !isBusy(failed) ? BROKEN : AWAY;
        }
    }

    /** No connection was free, or the answer came too late: the pool has no cause for the first. */
    private static boolean isBusy(SQLException failed) {
        return failed instanceof SQLTimeoutException
                || (failed instanceof SQLTransientException && failed.getCause() == null);
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
