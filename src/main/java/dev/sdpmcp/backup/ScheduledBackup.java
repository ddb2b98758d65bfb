package dev.sdpmcp.backup;

import dev.sdpmcp.config.BackupSettings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The periodic check of {@link BackupSchedule}. Not thread-safe. */
final class ScheduledBackup {

    private static final Logger LOG = System.getLogger(ScheduledBackup.class.getName());

    /** Pause after a failed backup, or the interval if that is shorter. */
    private static final Duration MAX_RETRY_PAUSE = Duration.ofMinutes(15);

    private final Backups backups;
    private final BackupSettings settings;
    private final Duration interval;
    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;

    ScheduledBackup(Backups backups, BackupSettings settings, Duration interval) {
        this(backups, settings, interval, InstantSource.system());
    }

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
                .filter(newest -> !newest.isAfter(now) && newest.plus(interval).isAfter(now))
                .isEmpty();
    }

    private void deleteOld() {
        try {
            int deleted = BackupNames.deleteOld(settings.folder(), settings.keep());
            if (deleted > 0) {
                LOG.log(Level.INFO, "{0} old backups deleted, {1} kept (SDP_BACKUP_KEEP)", deleted, settings.keep());
            }
        } catch (IOException refused) {
            LOG.log(Level.WARNING, "old backups cannot be deleted: {0}", BackupRefused.reasonOf(refused));
        }
    }
}
