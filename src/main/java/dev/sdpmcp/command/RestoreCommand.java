package dev.sdpmcp.command;

import dev.sdpmcp.backup.BackupRefused;
import dev.sdpmcp.backup.Restore;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code --restore FILE}: replaces database, keys and settings of this installation with those of a backup, and checks
 * the audit trail. It needs only the settings that name the target; the backup has the others.
 */
final class RestoreCommand {

    private RestoreCommand() {}

    /**
     * Runs on the calling thread, to its end; the caller holds the data folder.
     *
     * @param given settings of this installation
     */
    static CommandResult run(String file, ConfigurationSource given) throws DatabaseRefused {
        try (Restore restore = Restore.from(Command.path(file))) {
            ServerConfiguration configuration = ConfigurationReader.read(given.orElse(restore.settings()));
            List<String> lines = new ArrayList<>(restore.into(configuration.storage()));
            try (Database database = new Database(configuration.storage())) {
                database.open();
                CommandResult verified = Command.verifyAudit(configuration, database);
                lines.addAll(verified.lines());
                lines.add(
                        verified.exitCode() == CommandResult.DONE
                                ? "Start the server when the settings are right."
                                : "The restored audit trail is not whole; see After a break in docs/operations.md.");
                return new CommandResult(verified.exitCode(), Optional.empty(), lines);
            }
        } catch (BackupRefused refused) {
            return CommandResult.failed(refused.getMessage());
        }
    }
}
