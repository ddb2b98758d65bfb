package dev.sdpmcp.persistence;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.telemetry.Round;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks once a second whether a command asks this server for a backup of its embedded database. */
@ApplicationScoped
public class BackupDesk {

    private static final Logger LOG = System.getLogger(BackupDesk.class.getName());

    @Inject
    private Database database;

    @Inject
    private ServerConfiguration configuration;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> looks;

    void opened(@Observes DatabaseOpened event) {
        if (configuration.storage().postgres().isEmpty()) {
            BackupRequests requests = new BackupRequests(configuration.storage().dataDirectory());
            EmbeddedBackup backup = new EmbeddedBackup(database, configuration.storage());
            looks = scheduler.scheduleWithFixedDelay(
                    new Round("looking for requests for a backup", () -> look(requests, backup)),
                    1,
                    1,
                    TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void end() {
        if (looks != null) {
            looks.cancel(true);
        }
    }

    private static void look(BackupRequests requests, EmbeddedBackup backup) {
        try {
            requests.serve(target -> done(target, backup.to(target)));
        } catch (IOException | RuntimeException unanswered) {
            LOG.log(Level.WARNING, "a request for a backup could not be answered: {0}", unanswered.getMessage());
        }
    }

    private static Optional<String> done(Path target, Optional<String> hindrance) {
        LOG.log(Level.INFO, "backup to {0}: {1}", target, hindrance.orElse("done"));
        return hindrance;
    }
}
