package dev.sdpmcp.backup;

import dev.sdpmcp.config.BackupSettings;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.DatabaseOpened;
import dev.sdpmcp.telemetry.PeriodicTask;
import dev.sdpmcp.telemetry.metrics.Metrics;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
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
    private @Nullable ScheduledFuture<?> checks;

    void registerMetrics(@Observes Startup event, Metrics metrics) {
        metrics.gauge(
                "sdp_mcp_backup_last_success_timestamp_seconds",
                "Unix time of the last good backup in the folder of backups or by this server, 0 if there is none.",
                () -> backups.newest().map(Instant::getEpochSecond).orElse(0L));
        metrics.gauge(
                "sdp_mcp_backup_interval_seconds",
                "Time between scheduled backups, 0 if there are none.",
                () -> configuration
                        .backups()
                        .interval()
                        .map(Duration::toSeconds)
                        .orElse(0L));
    }

    void start(@Observes DatabaseOpened event) {
        BackupSettings settings = configuration.backups();
        settings.interval().ifPresent(interval -> {
            ScheduledBackup backup = new ScheduledBackup(backups, settings, interval);
            ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(threads);
            executor = scheduler;
            checks = scheduler.scheduleWithFixedDelay(
                    new PeriodicTask("making scheduled backups", backup::makeIfDue),
                    FIRST_CHECK.toSeconds(),
                    CHECK_INTERVAL.toSeconds(),
                    TimeUnit.SECONDS);
        });
    }

    @PreDestroy
    void stop() {
        if (checks != null && executor != null) {
            checks.cancel(true);
            executor.shutdownNow();
        }
    }
}
