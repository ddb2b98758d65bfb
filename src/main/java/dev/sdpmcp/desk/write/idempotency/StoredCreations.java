package dev.sdpmcp.desk.write.idempotency;

import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseTime;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.CallCancelled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ledger as a table. The primary key decides which of two servers that enter the same key at once makes the record. Thread-safe. */
@ApplicationScoped
public class StoredCreations implements CreationLedger {

    private static final long SECONDS_BETWEEN_CLEANINGS = 60;

    /** A claim may be lost again and again to attempts that are over, and their rows gone, a moment later. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int LONGEST_PAUSE_MILLIS = 20;

    private final Database database;
    private final DatabaseTime time;
    private final AtomicLong cleaned = new AtomicLong(); // epoch seconds

    @Inject
    public StoredCreations(Database database) {
        this(database, DatabaseTime.REAL);
    }

    StoredCreations(Database database, DatabaseTime time) {
        this.database = database;
        this.time = time;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected StoredCreations() {
        this(null, null);
    }

    @Override
    public Instant now() {
        return using(time::now);
    }

    @Override
    public Optional<Creation> claim(Creation attempt) {
        long begun = System.nanoTime();
        while (true) {
            try {
                return using(manager -> {
                    Instant now = time.now(manager);
                    clean(manager, now);
                    return claim(manager, attempt, now);
                });
            } catch (PersistenceException taken) {
                Optional<Creation> faster = find(attempt.key());
                if (faster.isPresent()) {
                    return faster;
                }
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw taken; // not because of another server
                }
                pause();
            }
        }
    }

    /** Of random length: who lost together must not come back together. */
    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS) + 1L);
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while waiting for another call", cancelled);
        }
    }

    /** Empty also if there was one that made nothing, and is gone by now. */
    private Optional<Creation> find(String key) {
        return using(manager ->
                Optional.ofNullable(manager.find(CreationRow.class, key)).map(CreationRow::asCreation));
    }

    private static Optional<Creation> claim(EntityManager manager, Creation attempt, Instant now) {
        CreationRow row = locked(manager, attempt);
        if (row == null) {
            manager.persist(new CreationRow(attempt));
            return Optional.empty();
        }
        Creation known = row.asCreation();
        if (known.isOver(now)) {
            row.become(attempt);
            return Optional.empty();
        }
        return Optional.of(known);
    }

    @Override
    public boolean replace(Creation seen, Creation attempt) {
        return using(manager -> {
            CreationRow row = locked(manager, seen);
            boolean unchanged = row != null && row.isStill(seen);
            if (row != null && unchanged) {
                row.become(attempt);
            }
            return unchanged;
        });
    }

    @Override
    public void remove(Creation attempt) {
        using(manager -> {
            CreationRow row = locked(manager, attempt);
            if (row != null && row.isStill(attempt)) {
                manager.remove(row);
            }
            return row;
        });
    }

    private static @Nullable CreationRow locked(EntityManager manager, Creation creation) {
        return manager.find(CreationRow.class, creation.key(), LockModeType.PESSIMISTIC_WRITE);
    }

    /** One of those who come after a minute deletes what is over, as {@link Creation#isOver} has it. */
    private void clean(EntityManager manager, Instant now) {
        long before = cleaned.get();
        boolean due = now.getEpochSecond() - before > SECONDS_BETWEEN_CLEANINGS;
        if (due && cleaned.compareAndSet(before, now.getEpochSecond())) {
            manager.createQuery("DELETE FROM CreationRow row WHERE row.until < :unresolved"
                            + " OR (row.until < :now AND row.state = :created)")
                    .setParameter("unresolved", now.minus(Creation.UNRESOLVED_LASTS_LONGER))
                    .setParameter("now", now)
                    .setParameter("created", Creation.State.CREATED)
                    .executeUpdate();
        }
    }

    private <T> T using(Function<EntityManager, T> work) {
        try {
            return database.inTransaction(work);
        } catch (DatabaseUnavailable away) {
            throw new ToolFailure(
                    "The database of this server does not answer, so that it cannot be made sure that no ticket is made"
                            + " twice. Nothing was sent to ServiceDesk Plus; try again later, or tell an operator.",
                    away);
        }
    }
}
