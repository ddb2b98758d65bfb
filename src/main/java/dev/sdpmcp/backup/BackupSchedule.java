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
 * Makes a backup whenever the newest one in the folder of the settings is older than the interval, and deletes the oldest ones
 * then. The names of the files are all that is remembered, so that a restart neither repeats nor skips one. On a thread of its
 * own: a backup may take minutes. Thread-safe.
 */
@ApplicationScoped
public class BackupSchedule {

    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private Backups backups;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory threads;

    private @Nullable ScheduledExecutorService clock;
    private @Nullable ScheduledFuture<?> looks;

    void measure(@Observes Startup event, Metrics metrics) {
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

    void opened(@Observes DatabaseOpened event) {
        BackupSettings settings = configuration.backups();
        settings.interval().ifPresent(interval -> {
            ScheduledBackup work = new ScheduledBackup(backups, settings, interval);
            ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(threads);
            clock = own;
            looks = own.scheduleWithFixedDelay(
                    new PeriodicTask("making scheduled backups", work::look),
                    FIRST_LOOK.toSeconds(),
                    BETWEEN_LOOKS.toSeconds(),
                    TimeUnit.SECONDS);
        });
    }

    @PreDestroy
    void end() {
        if (looks != null && clock != null) {
            looks.cancel(true);
            clock.shutdownNow();
        }
    }
}
