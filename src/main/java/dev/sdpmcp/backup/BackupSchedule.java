package dev.sdpmcp.backup;

import dev.sdpmcp.config.BackupSettings;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseOpened;
import dev.sdpmcp.telemetry.PeriodicTask;
import dev.sdpmcp.telemetry.metrics.Metrics;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Scheduler of backups: makes one when the newest in the backup folder is older than the interval, then deletes the
 * oldest. The only state is the file names, so that a restart neither repeats nor skips a backup. Runs on a separate
 * thread, since a backup may take minutes. Thread-safe.
 */
@ApplicationScoped
public class BackupSchedule {

    private static final Duration FIRST_CHECK = Duration.ofMinutes(1);
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private Backups backups;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory threads;

    private @Nullable ScheduledExecutorService executor;

    @Produces
    @Singleton
    static Backups backups(ServerConfiguration configuration, ConfigurationSource settings, Database database) {
        return new Backups(configuration, settings, database);
    }

    void registerMetrics(@Observes Startup event, Metrics metrics) {
        metrics.gauge(
                "sdp_mcp_backup_last_success_timestamp_seconds",
                "Unix time of the last good backup in the folder of backups or by this server, 0 if there is none.",
                () -> backups.newest().map(Instant::getEpochSecond).orElse(0L));
        metrics.gauge(
                "sdp_mcp_backup_interval_seconds",
                "Time between scheduled backups, 0 if there are none.",
                () -> configuration.backups().interval().orElse(Duration.ZERO).toSeconds());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task logs its failures
    void start(@Observes DatabaseOpened event) {
        BackupSettings settings = configuration.backups();
        settings.interval().ifPresent(interval -> {
            ScheduledBackup backup = new ScheduledBackup(backups, settings, interval, InstantSource.system());
            ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(threads);
            executor = scheduler;
            scheduler.scheduleWithFixedDelay(
                    new PeriodicTask("making scheduled backups", backup::makeIfDue),
                    FIRST_CHECK.toSeconds(),
                    CHECK_INTERVAL.toSeconds(),
                    TimeUnit.SECONDS);
        });
    }

    @PreDestroy
    void stop() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    /** The periodic check of {@link BackupSchedule}. Not thread-safe. */
    static final class ScheduledBackup {

        private static final Logger LOG = System.getLogger(ScheduledBackup.class.getName());

        /** Pause after a failed backup, or the interval if that is shorter. */
        private static final Duration MAX_RETRY_PAUSE = Duration.ofMinutes(15);

        private final Backups backups;
        private final BackupSettings settings;
        private final Duration interval;
        private final InstantSource clock;
        private Instant notBefore = Instant.MIN;

        ScheduledBackup(Backups backups, BackupSettings settings, Duration interval, InstantSource clock) {
            this.backups = backups;
            this.settings = settings;
            this.interval = interval;
            this.clock = clock;
        }

        /** Makes a backup if one is due; a failure is logged and retried after a pause. */
        void makeIfDue() {
            Instant now = clock.instant();
            if (now.isBefore(notBefore) || !isDue(now)) {
                return;
            }
            try {
                long startNanos = System.nanoTime();
                Path made = backups.make();
                LOG.log(
                        Level.INFO,
                        "scheduled backup made: {0}, {1} bytes, {2} ms",
                        made,
                        Long.toString(made.toFile().length()),
                        Long.toString(
                                Duration.ofNanos(System.nanoTime() - startNanos).toMillis()));
            } catch (BackupRefused refused) {
                notBefore = now.plus(interval.compareTo(MAX_RETRY_PAUSE) < 0 ? interval : MAX_RETRY_PAUSE);
                LOG.log(Level.WARNING, "the scheduled backup failed and will be retried: {0}", refused.getMessage());
                return;
            }
            deleteOld();
        }

        /** Also when the newest backup is in the future, as after the clock was set back. */
        private boolean isDue(Instant now) {
            return backups.newest()
                    .filter(newest ->
                            !newest.isAfter(now) && newest.plus(interval).isAfter(now))
                    .isEmpty();
        }

        private void deleteOld() {
            try {
                int deleted = BackupNames.deleteOld(settings.folder(), settings.keep());
                if (deleted > 0) {
                    LOG.log(
                            Level.INFO,
                            "{0} old backups deleted, {1} kept (SDP_BACKUP_KEEP)",
                            deleted,
                            settings.keep());
                }
            } catch (IOException refused) {
                LOG.log(Level.WARNING, "old backups cannot be deleted: {0}", BackupRefused.reasonOf(refused));
            }
        }
    }
}
