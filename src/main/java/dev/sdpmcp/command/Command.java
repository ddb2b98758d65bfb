package dev.sdpmcp.command;

import dev.sdpmcp.audit.AuditCheck;
import dev.sdpmcp.audit.chain.ChainReport;
import dev.sdpmcp.backup.BackupRefused;
import dev.sdpmcp.backup.Backups;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.desk.module.Toolsets;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.upstream.oauth.Authorization;
import dev.sdpmcp.upstream.oauth.StoredTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Commands of an operator that run in a JVM without a server as well as inside a running server. */
enum Command {

    /** {@code --authorize CODE}: exchanges a self-client code of Zoho and stores the refresh token. */
    AUTHORIZE("authorize") {
        @Override
        CommandResult run(Context context) {
            try {
                return CommandResult.done(
                        new Authorization(context.configuration(), context.database(), Toolsets.scopes())
                                .authorize(context.argument().orElseThrow())
                                .sentences());
            } catch (Authorization.Refused refused) {
                return CommandResult.failed(refused.getMessage());
            }
        }
    },

    /** {@code --reencrypt}: encrypts everything that is stored with the current key. */
    REENCRYPT("reencrypt") {
        @Override
        CommandResult run(Context context) {
            try {
                return CommandResult.done(List.of(new StoredTokens(context.configuration(), context.database())
                        .reencrypt()
                        .sentence()));
            } catch (EncryptionRefused refused) {
                return CommandResult.failed(refused.getMessage());
            }
        }
    },

    /** {@code --verify-audit}: reads the whole audit trail and reports the first break of its chain. */
    VERIFY_AUDIT("verify-audit") {
        @Override
        CommandResult run(Context context) {
            return verifyAudit(context.configuration(), context.database());
        }
    },

    /** {@code --backup [FILE]}: writes database, keys and settings into one file. */
    BACKUP("backup") {
        @Override
        CommandResult run(Context context) {
            try {
                Optional<Path> target = context.argument().map(Command::path);
                Backups backups = context.backups();
                return backedUp(target.isPresent() ? backups.make(target.get()) : backups.make());
            } catch (BackupRefused refused) {
                return CommandResult.failed(refused.getMessage());
            }
        }
    };

    private final String option;

    Command(String option) {
        this.option = option;
    }

    /**
     * The objects that a command uses.
     *
     * @param database open, with the current schema
     * @param argument the word after the option on the command line; may be a secret
     */
    record Context(ServerConfiguration configuration, Database database, Backups backups, Optional<String> argument) {}

    /** Runs on the calling thread, to its end. */
    abstract CommandResult run(Context context);

    static Set<String> names() {
        return Arrays.stream(values()).map(command -> command.option).collect(Collectors.toUnmodifiableSet());
    }

    /** @param name the option without its dashes */
    static Command named(String name) {
        return Arrays.stream(values())
                .filter(command -> command.option.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no command " + name));
    }

    /** Of a file or folder that the operator named. */
    static Path path(String argument) {
        return Path.of(argument).toAbsolutePath().normalize();
    }

    static CommandResult backedUp(Path file) {
        return new CommandResult(
                CommandResult.DONE,
                Optional.of(file),
                List.of("backup written to " + file + " (" + file.toFile().length()
                        + " bytes): database, keys and settings. Anyone who can read it has all secrets of this"
                        + " server."));
    }

    static CommandResult verifyAudit(ServerConfiguration configuration, Database database) {
        try {
            ChainReport report =
                    AuditCheck.of(configuration.storage(), configuration.audit().acceptedBreak(), database);
            List<String> lines = new ArrayList<>(report.lines());
            long waiting = AuditCheck.waitingBytes(configuration.storage());
            if (waiting > 0) {
                lines.add(waiting + " bytes of rows wait in files of the data folder; a server adds them to the"
                        + " trail when it starts, or when its database is available again");
            }
            return new CommandResult(
                    report.isIntact() ? CommandResult.DONE : CommandResult.FAILED, Optional.empty(), lines);
        } catch (IOException unreadable) {
            return CommandResult.failed("The key of the seal or the waiting rows in the data folder cannot be read ("
                    + unreadable.getMessage() + ").");
        }
    }
}
