package dev.sdpmcp.backup;

import dev.sdpmcp.config.BackupSettings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The work of {@link BackupSchedule} when it looks at the clock. For one thread at a time. */
final class ScheduledBackup {

    private static final Logger LOG = System.getLogger(ScheduledBackup.class.getName());

    /** After a backup that failed, at most; a shorter interval counts instead. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

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

    /** Makes a backup if one is due; what goes wrong is in the log, and tried again after a pause. */
    void look() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore) || !isDue(now)) {
            return;
        }
        try {
            long begun = System.nanoTime();
            Path made = backups.make();
            LOG.log(
                    Level.INFO,
                    "scheduled backup made: {0}, {1} bytes, {2} ms",
                    made,
                    Long.toString(made.toFile().length()),
                    Long.toString(Duration.ofNanos(System.nanoTime() - begun).toMillis()));
        } catch (BackupRefused refused) {
            notBefore = now.plus(interval.compareTo(LONGEST_PAUSE) < 0 ? interval : LONGEST_PAUSE);
            LOG.log(Level.WARNING, "the scheduled backup was not made, and is tried again: {0}", refused.getMessage());
            return;
        }
        deleteOld();
    }

    /** One that is of the future, as after the clock was set back, is no reason to make none. */
    private boolean isDue(Instant now) {
        return backups.newest()
                .filter(newest -> !newest.isAfter(now) && newest.plus(interval).isAfter(now))
                .isEmpty();
    }

    private void deleteOld() {
        try {
            int deleted = BackupNames.deleteOld(settings.folder(), settings.keep());
            if (deleted > 0) {
                LOG.log(Level.INFO, "{0} old backups deleted, {1} stay (SDP_BACKUP_KEEP)", deleted, settings.keep());
            }
        } catch (IOException refused) {
            LOG.log(Level.WARNING, "old backups cannot be deleted: {0}", BackupRefused.reasonOf(refused));
        }
    }
}
