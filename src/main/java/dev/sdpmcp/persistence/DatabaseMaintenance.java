package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Opens the database, looks whether it can be used, and opens the embedded one again after its disk was full,
 * read-only or not mounted: H2 closes its file after a write that failed, permanently. Its connections are closed as
 * soon as that is seen; the file is opened when the data folder takes files again. Only what is in its place is
 * opened again, since an empty folder is where a file system is not mounted.
 *
 * <p>{@link #look} is for one thread; the rest for any, without waiting.
 */
final class DatabaseMaintenance {

    /** Longer than a look takes, with every wait in it; a disk that does not answer at all holds one for ever. */
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
     * @param opened is run once, when the database is open for the first time; again if it throws {@link
     *     DatabaseUnavailable}
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

    /** Whether the database can be written, and with the embedded one the data folder; as of the last look. */
    boolean isUsable() {
        return answers && obstacle.isEmpty() && nanoTime.getAsLong() - lookedAtNanos < LOOK_LIMIT.toNanos();
    }

    /** What must be fixed before it can be opened; empty as a rule. */
    Optional<String> problem() {
        return problem;
    }

    /** Why the data folder of an embedded database takes no files; empty as a rule. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /** Room of the file system of the data folder; empty if that is unknown. */
    Optional<DataFolder.Space> space() {
        return space;
    }

    /** Looks once; opens it if it is not open. Blocks up to some ten seconds. */
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
                answers = false; // what cannot be looked at does not answer
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
}
