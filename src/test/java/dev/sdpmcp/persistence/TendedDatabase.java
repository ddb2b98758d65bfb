package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.telemetry.PeriodicTask;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 *  A database that is looked after as in a server, only more often. Closing it ends that, and leaves the database open.
 */
public final class TendedDatabase implements AutoCloseable {

    private static final long MILLIS_BETWEEN_LOOKS = 100;

    private final Database database;
    private final DatabaseMaintenance upkeep;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> looks;

    public TendedDatabase(StorageSettings storage) {
        database = new Database(storage);
        upkeep = new DatabaseMaintenance(database, storage, () -> {}, System::nanoTime);
        upkeep.look();
        looks = clock.scheduleWithFixedDelay(
                new PeriodicTask("looking at the database", upkeep::look),
                MILLIS_BETWEEN_LOOKS,
                MILLIS_BETWEEN_LOOKS,
                TimeUnit.MILLISECONDS);
    }

    public Database database() {
        return database;
    }

    public boolean isUsable() {
        return upkeep.isUsable();
    }

    @Override
    public void close() {
        looks.cancel(false);
        clock.shutdown();
    }
}
