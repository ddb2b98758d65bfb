package dev.sdpmcp.persistence;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.sdpmcp.config.StorageSettings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The database, H2 or PostgreSQL. Thread-safe.
 *
 * <p>A unit of work is a function that gets a new entity manager inside a transaction: it is committed when the
 * function returns and rolled back when it throws. Every method blocks, for a connection up to five seconds and for a
 * statement up to thirty, so none may be called on an HTTP thread.
 */
public final class Database implements AutoCloseable {

    private static final String UNIT = "sdp-mcp";

    private final StorageSettings storage;
    private volatile @Nullable Opened opened;
    private boolean wasOpen; // guarded by this

    /** Connections, and JPA on top of them. */
    private record Opened(HikariDataSource pool, EntityManagerFactory entityManagers, EmbeddedFile file) {}

    /** A database that is not open yet: until then it is unavailable. */
    public Database(StorageSettings storage) {
        this.storage = storage;
    }

    /**
     * Connects and brings the schema up to date; does nothing if that was done. After {@link #close} it may be opened
     * again; an embedded database is then only opened if it is there, and not made.
     *
     * @throws DatabaseRefused if that cannot be done, with what an operator must fix; it may be tried again
     */
    public synchronized void open() throws DatabaseRefused {
        if (opened != null) {
            return;
        }
        HikariDataSource pool = wasOpen ? ConnectionPool.openAgain(storage) : ConnectionPool.open(storage);
        try {
            SchemaMigration.run(pool);
            opened = new Opened(pool, connected(entityManagers(pool)), EmbeddedFile.of(storage));
            wasOpen = true;
        } catch (FlywayException | PersistenceException failed) {
            throw new DatabaseRefused(RefusalReason.of(failed, storage), failed);
        } finally {
            if (opened == null) {
                pool.close();
            }
        }
    }

    /** JPA looks at the database when it is first used; that must not be in the middle of somebody's call. */
    private static EntityManagerFactory connected(EntityManagerFactory entityManagers) {
        try (EntityManager manager = entityManagers.createEntityManager()) {
            manager.createNativeQuery("SELECT 1").getSingleResult();
            return entityManagers;
        } catch (RuntimeException failed) {
            entityManagers.close();
            throw failed;
        }
    }

    private Opened opened() {
        Opened now = opened;
        if (now == null) {
            throw new DatabaseUnavailable("the database is not open");
        }
        return now;
    }

    private static EntityManagerFactory entityManagers(HikariDataSource pool) {
        return Persistence.createEntityManagerFactory(
                UNIT,
                Map.of(
                        "jakarta.persistence.nonJtaDataSource",
                        pool,
                        "eclipselink.classloader",
                        Database.class.getClassLoader(),
                        // factories of one name would share one session, and with it the database of the first
                        "eclipselink.session-name",
                        UNIT + "-" + UUID.randomUUID()));
    }

    /**
     * Runs a unit of work and returns what it returns.
     *
     * @throws DatabaseUnavailable if the database cannot be reached or gives no answer in time; nothing was kept
     *     then, but for the case that the connection broke during the commit itself, which is reported as a failure
     *     too
     */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        Opened now = opened();
        requireAnswer(now);
        try (EntityManager manager = now.entityManagers().createEntityManager()) {
            EntityTransaction transaction = manager.getTransaction();
            transaction.begin();
            try {
                T result = work.apply(manager);
                transaction.commit();
                return result;
            } catch (RuntimeException | Error failed) {
                rollBack(transaction, failed);
                throw failed;
            }
        } catch (RuntimeException failed) {
            if (!now.equals(opened)) {
                // closed in the middle of the work: each provider has another exception for that
                throw new DatabaseUnavailable("the database is closed", failed);
            }
            // not only PersistenceException: looking for a row lets the provider's own exceptions through
            throw translated(failed);
        }
    }

    /**
     * Finds out whether there is a connection before JPA looks for one, which tries it again and again for half a
     * minute. The pool has it at hand, so that this costs microseconds.
     */
    private static void requireAnswer(Opened now) {
        try {
            now.pool().getConnection().close();
        } catch (SQLException away) {
            throw new DatabaseUnavailable("the database cannot be used now", away);
        }
    }

    /** {@link #inTransaction} for work that returns nothing. */
    public void run(Consumer<EntityManager> work) {
        inTransaction(manager -> {
            work.accept(manager);
            return Boolean.TRUE;
        });
    }

    /**
     * Runs work on a connection, in one transaction; for what is streamed or done in bulk. Rolled back when it throws.
     *
     * @throws DatabaseUnavailable as {@link #inTransaction}
     */
    public <T> T onConnection(ConnectionWork<T> work) {
        Opened now = opened();
        try (Connection connection = now.pool().getConnection()) {
            try {
                T result = work.apply(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error failed) {
                rollBack(connection, failed);
                throw failed;
            }
        } catch (SQLException failed) {
            throw Outage.isBehind(failed) || !now.equals(opened)
                    ? new DatabaseUnavailable("the database cannot be used now", failed)
                    : new IllegalStateException("the database refused a statement", failed);
        }
    }

    private static void rollBack(EntityTransaction transaction, Throwable failed) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException gone) {
            failed.addSuppressed(gone);
        }
    }

    /** A connection that is gone cannot be rolled back, and need not be; what made it so is the failure to tell of. */
    private static void rollBack(Connection connection, Throwable failed) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failed.addSuppressed(gone);
        }
    }

    /**
     * What can be seen of it.
     *
     * @throws DatabaseUnavailable as {@link #inTransaction}
     */
    public DatabaseFacts facts() {
        try {
            return DatabaseFacts.of(opened().pool(), storage);
        } catch (SQLException | FlywayException failed) {
            throw new DatabaseUnavailable("the database cannot be used now", failed);
        }
    }

    /** Whether a connection can be had, and the database answers and can be written; blocks up to five seconds. */
    public boolean answers() {
        return condition().filter(DatabaseCondition.ANSWERS::equals).isPresent();
    }

    /** How it is; empty if it is not open. Blocks up to five seconds. */
    Optional<DatabaseCondition> condition() {
        Opened now = opened;
        return now == null ? Optional.empty() : Optional.of(DatabaseCondition.of(now.pool(), storage, now.file()));
    }

    /** The pool now; empty before the database is open. */
    public Optional<PoolFigures> pool() {
        Opened now = opened;
        if (now == null) {
            return Optional.empty();
        }
        HikariPoolMXBean pool = now.pool().getHikariPoolMXBean();
        return Optional.of(new PoolFigures(
                pool.getActiveConnections(), pool.getIdleConnections(), pool.getThreadsAwaitingConnection()));
    }

    /**
     * Connections of the pool.
     *
     * @param active in use
     * @param idle at hand
     * @param awaited callers that wait for one
     */
    public record PoolFigures(int active, int idle, int awaited) {}

    @Override
    public synchronized void close() {
        Opened last = opened;
        opened = null;
        if (last != null) {
            last.entityManagers().close();
            last.pool().close();
        }
    }

    private static RuntimeException translated(RuntimeException failed) {
        return Outage.isBehind(failed) ? new DatabaseUnavailable("the database cannot be used now", failed) : failed;
    }

    /** Work on a connection; must close what it opens, and neither commits nor closes the connection itself. */
    @FunctionalInterface
    public interface ConnectionWork<T> {
        T apply(Connection connection) throws SQLException;
    }
}
