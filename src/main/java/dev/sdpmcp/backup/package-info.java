/**
 * How does this installation survive the loss of its machine?
 *
 * <p>{@link dev.sdpmcp.backup.Backups} writes one file with the database, the keys and rows of the data folder and the settings
 * in force; {@link dev.sdpmcp.backup.Restore} makes an installation of it. In a server {@link dev.sdpmcp.backup.BackupSchedule}
 * makes one at an interval. The commands are in {@code command}.
 *
 * <p>May use {@code config}, {@code persistence}, {@code audit} (names of its files), {@code telemetry} and {@code lifecycle}.
 * Must not know who asks.
 */
@NullMarked
package dev.sdpmcp.backup;

import org.jspecify.annotations.NullMarked;
