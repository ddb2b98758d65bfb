package dev.sdpmcp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Backups that this installation makes.
 *
 * @param folder absolute; where a backup is written for which no file is named; need not exist
 * @param interval time from one scheduled backup to the next; empty for none
 * @param keep backups that stay in the folder when the schedule has made one; at least 1
 */
public record BackupSettings(Path folder, Optional<Duration> interval, int keep) {}
