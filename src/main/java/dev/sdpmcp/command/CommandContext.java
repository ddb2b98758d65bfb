package dev.sdpmcp.command;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.Database;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a command works with.
 *
 * @param database open, its schema this program's
 * @param argument what stood after the option on the command line; may be a secret
 * @param say prints a line for the operator
 */
record CommandContext(
        ServerConfiguration configuration, Database database, Optional<String> argument, Consumer<String> say) {}
