package dev.sdpmcp.command;

import dev.sdpmcp.backup.Backups;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.Database;
import java.util.Optional;

/**
 * What a command works with.
 *
 * @param database open, its schema this program's
 * @param argument what stood after the option on the command line; may be a secret
 */
record CommandContext(
        ServerConfiguration configuration, Database database, Backups backups, Optional<String> argument) {}
