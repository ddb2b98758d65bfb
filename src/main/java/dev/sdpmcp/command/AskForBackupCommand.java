package dev.sdpmcp.command;

import dev.sdpmcp.persistence.BackupRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code --backup FILE} while a server holds the data folder: has that server copy its database. */
final class AskForBackupCommand implements Command {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public int run(CommandContext context) {
        Path target = BackupCommand.target(context);
        Path dataDirectory = context.configuration().storage().dataDirectory();
        try {
            return BackupCommand.report(new BackupRequests(dataDirectory).ask(target, PATIENCE), target, context);
        } catch (IOException failed) {
            return BackupCommand.report(
                    Optional.of("The server cannot be asked (" + failed.getMessage() + ")."), target, context);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }
}
