package dev.sdpmcp.persistence;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.DatabaseMaintenance.DatabaseCondition;
import dev.sdpmcp.persistence.RefusalReason.Outage;
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
 * The database, H2 or PostgreSQL. A unit of work gets a new entity manager in a transaction, which is committed when it
 * returns and rolled back when it throws. Methods block, up to five seconds for a connection and thirty for a
 * statement: not for HTTP threads. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final String UNIT = "sdp-mcp";

    private final StorageSettings storage;
    private volatile @Nullable Opened opened;
    private boolean wasOpen; // guarded by this

    /** Connections, and JPA on top of them. */
    private record Opened(HikariDataSource pool, EntityManagerFactory entityManagers, EmbeddedFile file) {}

    /** Not open yet, and unavailable until then. */
    public Database(StorageSettings storage) {
        this.storage = storage;
    }

    /**
     * Connects and migrates the schema; does nothing if it is open. After {@link #close} it may be opened again, which
     * does not create an embedded database.
     *
     * @throws DatabaseRefused with the problem and its fix; may be retried
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

    /** JPA inspects the database at its first use, which must not be during a call. */
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
     * Runs a unit of work and returns its result.
     *
     * @throws DatabaseUnavailable if the database does not answer in time; nothing was stored then, unless the
     *     connection broke during the commit
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

    /** Without it JPA would retry for half a minute. Costs microseconds, since the pool has a connection. */
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
     * Runs work on a connection in one transaction, for streamed and bulk data. Rolled back when it throws.
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

    /** A broken connection needs no rollback; the first failure is the one to report. */
    private static void rollBack(Connection connection, Throwable failed) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failed.addSuppressed(gone);
        }
    }

    /**
     * Facts about the open database.
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

    /** Whether the database answers and can be written; blocks up to five seconds. */
    public boolean answers() {
        return condition().filter(DatabaseCondition.ANSWERS::equals).isPresent();
    }

    /** Empty if it is not open; blocks up to five seconds. */
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

    /** Work on a connection; closes its statements, and neither commits nor closes the connection. */
    @FunctionalInterface
    public interface ConnectionWork<T> {
        T apply(Connection connection) throws SQLException;
    }
}
