package dev.sdpmcp.command;

import dev.sdpmcp.audit.chain.ChainCheck;
import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.audit.writing.RowLog;
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
    AUTHORIZE("authorize"),

    /** {@code --reencrypt}: encrypts everything that is stored with the current key. */
    REENCRYPT("reencrypt"),

    /** {@code --verify-audit}: reads the whole audit trail and reports the first break of its chain. */
    VERIFY_AUDIT("verify-audit"),

    /** {@code --backup [FILE]}: writes database, keys and settings into one file. */
    BACKUP("backup");

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
    CommandResult run(Context context) {
        ServerConfiguration configuration = context.configuration();
        Database database = context.database();
        try {
            return switch (this) {
                case AUTHORIZE ->
                    CommandResult.done(new Authorization(configuration, database, Toolsets.scopes())
                            .authorize(context.argument().orElseThrow())
                            .sentences());
                case REENCRYPT ->
                    CommandResult.done(List.of(new StoredTokens(configuration, database)
                            .reencrypt()
                            .sentence()));
                case VERIFY_AUDIT -> verifyAudit(configuration, database);
                case BACKUP -> {
                    Optional<Path> target = context.argument().map(Command::path);
                    Backups backups = context.backups();
                    yield backedUp(target.isPresent() ? backups.make(target.get()) : backups.make());
                }
            };
        } catch (Authorization.Refused | EncryptionRefused | BackupRefused refused) {
            return CommandResult.failed(String.valueOf(refused.getMessage()));
        }
    }

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
            ChainReport report = ChainCheck.of(
                            configuration.storage(), configuration.audit().acceptedBreak(), database)
                    .run();
            List<String> lines = new ArrayList<>(report.lines());
            long waiting = RowLog.waitingBytes(configuration.storage());
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
