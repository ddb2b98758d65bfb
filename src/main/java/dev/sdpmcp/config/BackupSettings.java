package dev.sdpmcp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of backups.
 *
 * @param folder absolute path of the default folder of backups; need not exist
 * @param interval time from one scheduled backup to the next; empty for none
 * @param keep number of backups that the schedule keeps in the folder; at least 1
 */
public record BackupSettings(Path folder, Optional<Duration> interval, int keep) {}
