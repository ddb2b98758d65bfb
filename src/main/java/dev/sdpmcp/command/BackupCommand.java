package dev.sdpmcp.command;

import dev.sdpmcp.backup.BackupRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code --backup [FILE]}: writes database, keys and settings into one file. */
final class BackupCommand implements Command {

    @Override
    public CommandResult run(CommandContext context) {
        try {
            Optional<Path> target = context.argument().map(BackupCommand::target);
            Path made = target.isPresent()
                    ? context.backups().make(target.get())
                    : context.backups().make();
            return made(made);
        } catch (BackupRefused refused) {
            return CommandResult.failed(refused.getMessage());
        }
    }

    /** The file or folder that the operator named. */
    static Path target(String argument) {
        return Path.of(argument).toAbsolutePath().normalize();
    }

    static CommandResult made(Path file) {
        return new CommandResult(
                CommandResult.DONE,
                Optional.of(file),
                List.of("backup written to " + file + " (" + file.toFile().length()
                        + " bytes): database, keys and settings. Whoever can read it has all secrets of this server."));
    }
}
