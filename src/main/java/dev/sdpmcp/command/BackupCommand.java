package dev.sdpmcp.command;

import dev.sdpmcp.persistence.EmbeddedBackup;
import java.nio.file.Path;
import java.util.Optional;

/** {@code --backup FILE} while no server runs: copies the embedded database. */
final class BackupCommand implements Command {

    @Override
    public int run(CommandContext context) {
        Path target = target(context);
        return report(
                new EmbeddedBackup(context.database(), context.configuration().storage()).to(target), target, context);
    }

    static Path target(CommandContext context) {
        return Path.of(context.argument().orElseThrow()).toAbsolutePath().normalize();
    }

    static int report(Optional<String> hindrance, Path target, CommandContext context) {
        context.say()
                .accept(hindrance.orElse(
                        "backup written to " + target + "; the encryption key is not in it, keep that elsewhere"));
        return hindrance.isPresent() ? FAILED : DONE;
    }
}
