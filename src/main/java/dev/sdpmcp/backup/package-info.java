/**
 * Answers: how is an installation backed up and restored?
 *
 * <p>{@link dev.sdpmcp.backup.Backups} writes one file with the database, the keys and pending rows of the data folder
 * and the settings in force; {@link dev.sdpmcp.backup.Restore} restores it. In a server {@link
 * dev.sdpmcp.backup.BackupSchedule} makes backups at an interval. The commands are in {@code command}.
 *
 * <p>May use {@code config}, {@code persistence}, {@code audit} (names of its files), {@code telemetry} and {@code
 * lifecycle}. Must not know its callers.
 */
@NullMarked
package dev.sdpmcp.backup;

import org.jspecify.annotations.NullMarked;
