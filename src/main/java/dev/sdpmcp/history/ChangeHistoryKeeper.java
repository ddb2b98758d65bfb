package dev.sdpmcp.history;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.lifecycle.ServerStopping;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseOpened;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.telemetry.PeriodicTask;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wires the history inside a server and looks after it: outcomes that waited for the database are written, and what is older
 * than the audit trail's retention is deleted, in bounded pieces.
 */
@ApplicationScoped
public class ChangeHistoryKeeper {

    private static final Logger LOG = System.getLogger(ChangeHistoryKeeper.class.getName());
    private static final long SECONDS_BETWEEN_ROUNDS = 5;
    private static final int ROWS_A_ROUND = 500;

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private ChangeHistory history;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> rounds;

    @Produces
    @Singleton
    static ChangeHistory history(Database database, ServerConfiguration configuration) {
        return new ChangeHistory(database, configuration.audit().mode());
    }

    void opened(@Observes DatabaseOpened event) {
        rounds = scheduler.scheduleWithFixedDelay(
                new PeriodicTask("looking after the change history", this::round),
                SECONDS_BETWEEN_ROUNDS,
                SECONDS_BETWEEN_ROUNDS,
                TimeUnit.SECONDS);
    }

    /** Last of all: a database that is away would eat the grace of those who still have somebody to answer. */
    void stopping(@Observes @Priority(ServerStopping.OTHER_PRIORITY) ServerStopping event) {
        history.writeOutcomes();
    }

    @PreDestroy
    void end() {
        if (rounds != null) {
            rounds.cancel(true);
        }
    }

    private void round() {
        try {
            history.writeOutcomes();
            Period retention = configuration.audit().retention();
            history.forgetBefore(
                    Instant.now().atOffset(ZoneOffset.UTC).minus(retention).toInstant(), ROWS_A_ROUND);
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.DEBUG, "the database is away; the next round comes: {0}", away.getMessage());
        }
    }
}
