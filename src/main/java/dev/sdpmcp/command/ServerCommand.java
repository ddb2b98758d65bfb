package dev.sdpmcp.command;

import dev.sdpmcp.backup.BackupRefused;
import dev.sdpmcp.backup.Delivery;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.DataFolderRequests;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Command that has to run in the server that holds the data folder and the embedded database.
 *
 * @param silence the longest time without a sign of life from the server
 */
record ServerCommand(String name, Optional<String> argument, Duration silence) {

    private static final String BACKUP = "backup";

    /** A starting server reads its requests only when its database is open. */
    private static final Duration DEFAULT_SILENCE = Duration.ofMinutes(1);

    private static final Duration MAX_DURATION = Duration.ofHours(24);

    ServerCommand(String name, Optional<String> argument) {
        this(name, argument, DEFAULT_SILENCE);
    }

    /** Blocks until the result arrives or the server gives no sign of life for too long. */
    CommandResult run(ServerConfiguration configuration) {
        try {
            if (!name.equals(BACKUP) || argument.isEmpty()) {
                return ask(configuration, argument.orElse(""));
            }
            // the server may not be able to write there: it writes into the data folder, this process delivers the file
            Delivery delivery = Delivery.to(Command.path(argument.get()));
            CommandResult made = ask(configuration, "");
            Optional<Path> file = made.file();
            return file.isEmpty() ? made : Command.backedUp(delivery.of(file.get()));
        } catch (BackupRefused refused) {
            return CommandResult.failed(refused.getMessage());
        }
    }

    private CommandResult ask(ServerConfiguration configuration, String text) {
        Path folder = configuration.storage().dataDirectory();
        try {
            return new DataFolderRequests(folder, name)
                    .ask(ServerRequest.of(configuration, text).text(), silence, MAX_DURATION)
                    .map(CommandResult::parse)
                    .orElseGet(() -> unanswered(folder));
        } catch (EncryptionRefused refused) {
            return CommandResult.failed(refused.getMessage());
        } catch (IOException failed) {
            return CommandResult.failed("The running server cannot be reached: the data folder " + folder
                    + " cannot be used by the user " + System.getProperty("user.name") + " (" + failed.getMessage()
                    + ").");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return CommandResult.failed("interrupted");
        }
    }

    private CommandResult unanswered(Path folder) {
        return new CommandResult(
                Commands.DATA_FOLDER,
                Optional.empty(),
                List.of("the data folder " + folder + " is in use by a process that did not answer within "
                        + silence.toSeconds()
                        + " s: another command, a server that is just starting, or one of an older version."
                        + " Try again, or stop it for --" + name + "."));
    }
}
