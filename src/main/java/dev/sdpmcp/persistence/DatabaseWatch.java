package dev.sdpmcp.persistence;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.lifecycle.ReadinessCheck;
import dev.sdpmcp.lifecycle.ReadinessCheck.ReadinessProblem;
import dev.sdpmcp.telemetry.PeriodicTask;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Opens the database at the start and checks it periodically ({@link DatabaseMaintenance}), so that readiness never
 * blocks. Opening is retried: a server that no launcher refused becomes ready when the database comes. Has its own
 * thread, since a check may block and the scheduler of the server may have a single one. Thread-safe.
 */
@ApplicationScoped
public class DatabaseWatch implements ReadinessCheck {

    /** Before all observers that use the database. */
    public static final int OPENS_AT = 100;

    private static final long SECONDS_BETWEEN_LOOKS = 2;

    /** Public, hence without the address and the messages of the database, which are in the log. */
    private static final String TODO = "the database does not answer; bring it back (SDP_DB_HOST, or the disk of"
            + " SDP_DATA_DIR), the log says what is wrong with it, and this server goes on without a restart";

    /** Likewise. */
    private static final String TODO_FOLDER =
            "the data folder cannot be written, so that changes are refused; make room on"
                    + " the disk of SDP_DATA_DIR, or mount it again (writable), and this server goes on without a restart";

    @Inject
    private Database database;

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private Event<DatabaseOpened> openedEvent;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory threads;

    private volatile @Nullable DatabaseMaintenance upkeep;
    private @Nullable ScheduledExecutorService clock;
    private @Nullable ScheduledFuture<?> looks;

    void atStart(@Observes @Priority(OPENS_AT) Startup event) {
        DatabaseMaintenance made = new DatabaseMaintenance(
                database, configuration.storage(), () -> openedEvent.fire(new DatabaseOpened()), System::nanoTime);
        upkeep = made;
        made.look();
        ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(threads);
        clock = own;
        looks = own.scheduleWithFixedDelay(
                new PeriodicTask("looking at the database", made::look),
                SECONDS_BETWEEN_LOOKS,
                SECONDS_BETWEEN_LOOKS,
                TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        if (looks != null && clock != null) {
            looks.cancel(true);
            clock.shutdownNow();
        }
        database.close();
    }

    /** Bytes that may still be written to the file system of the data folder, at the last look; NaN if unknown. */
    public double freeBytes() {
        return space(DataFolder.Space::free);
    }

    /** Bytes of that file system in all; NaN if unknown. */
    public double sizeBytes() {
        return space(DataFolder.Space::size);
    }

    private double space(ToDoubleFunction<DataFolder.Space> bytes) {
        return fromUpkeep(DatabaseMaintenance::space).map(bytes::applyAsDouble).orElse(Double.NaN);
    }

    private <T> Optional<T> fromUpkeep(Function<DatabaseMaintenance, Optional<T>> fact) {
        return Optional.ofNullable(upkeep).flatMap(fact);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean ready() {
        DatabaseMaintenance made = upkeep;
        return made != null && made.isUsable();
    }

    @Override
    public Optional<ReadinessProblem> problem() {
        return fromUpkeep(DatabaseMaintenance::problem)
                .map(sentence -> new ReadinessProblem(ReadinessProblem.Place.DATABASE, sentence));
    }

    @Override
    public Map<String, String> data() {
        if (ready()) {
            return Map.of();
        }
        return Map.of("todo", fromUpkeep(DatabaseMaintenance::obstacle).isPresent() ? TODO_FOLDER : TODO);
    }
}
