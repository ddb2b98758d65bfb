package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Opens the database, checks it, and reopens the embedded one after its disk was full, read-only or not mounted, since
 * H2 closes its file permanently after a failed write. It is reopened when the data folder is writable and the file is
 * there: an empty folder may be the place of a file system that is not mounted.
 *
 * <p>{@link #look} is for one thread; the other methods never block and are for any.
 */
final class DatabaseMaintenance {

    /** Longer than a check with all its timeouts; a disk that does not answer blocks one for ever. */
    static final Duration LOOK_LIMIT = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(DatabaseMaintenance.class.getName());

    private final Database database;
    private final StorageSettings storage;
    private final Runnable opened;
    private final LongSupplier nanoTime;
    private final DataFolder folder;
    private volatile boolean begun;
    private volatile boolean answers;
    private volatile long lookedAtNanos;
    private volatile Optional<String> problem = Optional.empty();
    private volatile Optional<String> obstacle = Optional.empty();
    private volatile Optional<DataFolder.Space> space = Optional.empty();

    /**
     * @param opened runs once, after the first opening; retried if it throws {@link DatabaseUnavailable}
     * @param nanoTime a clock that never goes back
     */
    DatabaseMaintenance(Database database, StorageSettings storage, Runnable opened, LongSupplier nanoTime) {
        this.database = database;
        this.storage = storage;
        this.opened = opened;
        this.nanoTime = nanoTime;
        this.folder = new DataFolder(storage.dataDirectory());
        this.lookedAtNanos = nanoTime.getAsLong();
    }

    /** Whether the database is writable, and with an embedded one the data folder; as of the last check. */
    boolean isUsable() {
        return answers && obstacle.isEmpty() && nanoTime.getAsLong() - lookedAtNanos < LOOK_LIMIT.toNanos();
    }

    /** The problem to fix before it can be opened; usually empty. */
    Optional<String> problem() {
        return problem;
    }

    /** Why the data folder of an embedded database is not writable; usually empty. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /** Room of the file system of the data folder; empty if that is unknown. */
    Optional<DataFolder.Space> space() {
        return space;
    }

    /** Checks the database once, or opens it. Blocks for about ten seconds at most. */
    void look() {
        boolean before = answers;
        boolean looked = false;
        try {
            answers = begun ? lookAgain() : open();
            note(findObstacle());
            space = folder.space();
            lookedAtNanos = nanoTime.getAsLong();
            looked = true;
        } finally {
            if (!looked) {
                answers = false; // the check failed
            }
        }
        if (before && !answers) {
            LOG.log(Level.WARNING, "the database does not answer any more");
        } else if (!before && answers) {
            LOG.log(Level.INFO, "the database answers");
        }
    }

    private boolean lookAgain() {
        Optional<DatabaseCondition> condition = database.condition();
        if (condition.isPresent() && condition.get() != DatabaseCondition.BROKEN) {
            return condition.get() == DatabaseCondition.ANSWERS;
        }
        if (condition.isPresent()) {
            answers = false;
            LOG.log(
                    Level.WARNING,
                    "the embedded database cannot go on with its file, which is closed and opened again");
            database.close();
        }
        return findObstacle().isEmpty() && open();
    }

    private Optional<String> findObstacle() {
        if (storage.postgres().isPresent()) {
            return Optional.empty();
        }
        return folder.obstacle()
                .or(() -> begun && !EmbeddedFile.exists(storage)
                        ? Optional.of("the database is not there; is its file system mounted?")
                        : Optional.empty());
    }

    private void note(Optional<String> found) {
        Optional<String> last = obstacle;
        obstacle = found;
        if (found.isPresent() && last.isEmpty()) {
            LOG.log(
                    Level.ERROR,
                    "the data folder {0} cannot be written, and changes are refused ({1}). Make room or mount it again; this"
                            + " server then goes on without a restart",
                    storage.dataDirectory(),
                    found.get());
        } else if (found.isEmpty() && last.isPresent()) {
            LOG.log(Level.INFO, "the data folder can be written again");
        }
    }

    private boolean open() {
        try {
            database.open();
            problem = Optional.empty();
            if (!begun) {
                opened.run();
                begun = true;
            }
            return true;
        } catch (DatabaseRefused refused) {
            if (!problem.equals(Optional.of(refused.getMessage()))) {
                LOG.log(Level.ERROR, "{0}", refused.getMessage());
            }
            problem = Optional.of(refused.getMessage());
        } catch (DatabaseUnavailable gone) {
            LOG.log(Level.WARNING, "the database went away while the server started: {0}", gone.getMessage());
        }
        return false;
    }

    /** Condition of a database that was opened. */
    enum DatabaseCondition {
        /** It answers and is writable. */
        ANSWERS,

        /** It does not answer or is read-only now; its connections recover on their own. */
        AWAY,

        /** The embedded database has closed its file, or the file is read-only or was replaced. It must be reopened. */
        BROKEN;

        private static final String STORE = "SELECT COUNT(*) FROM \"flyway_schema_history\"";
        private static final String MODE = "SELECT current_setting('transaction_read_only')";

        /** Uses a connection of the pool; blocks up to five seconds. */
        static DatabaseCondition of(DataSource pool, StorageSettings storage, EmbeddedFile file) {
            boolean embedded = storage.postgres().isEmpty();
            if (embedded && !file.isInPlace()) {
                return BROKEN;
            }
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                if (embedded) {
                    // Connection.isValid does not check whether the file is open
                    text(statement, STORE);
                    return connection.isReadOnly() ? BROKEN : ANSWERS;
                }
                return "off".equals(text(statement, MODE)) ? ANSWERS : AWAY;
            } catch (SQLException failed) {
                return embedded && !isBusy(failed) ? BROKEN : AWAY;
            }
        }

        /** No free connection, for which the pool has no cause, or a timeout. */
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
}
