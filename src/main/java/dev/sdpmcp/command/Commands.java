package dev.sdpmcp.command;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.config.reading.InvalidConfigurationException;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;

/** Runs a command by its name, from the configuration to the exit code. */
public final class Commands {

    /** Exit codes of the launcher, which has none of these classes. */
    private static final int CONFIGURATION = 5;

    private static final int DATABASE = 12;

    private static final Map<String, Command> ALL = Map.of(
            "authorize", new AuthorizeCommand(),
            "reencrypt", new ReencryptCommand(),
            "verify-audit", new VerifyAuditCommand(),
            "backup", new BackupCommand(),
            "ask-for-backup", new AskForBackupCommand());

    private Commands() {}

    /**
     * The launcher's way in; it knows this signature.
     *
     * @param name the option without its dashes
     * @param argument what stood after it, null if nothing
     * @param values of the variables that are set
     * @return the exit code
     */
    public static int run(
            String name, @Nullable String argument, Map<String, String> values, PrintStream out, PrintStream err) {
        Command command = ALL.get(name);
        if (command == null) {
            throw new IllegalArgumentException("there is no command " + name);
        }
        return run(command, Optional.ofNullable(argument), values, out, err);
    }

    static int run(
            Command command, Optional<String> argument, Map<String, String> values, PrintStream out, PrintStream err) {
        ServerConfiguration configuration;
        try {
            configuration = ConfigurationReader.read(ConfigurationSource.of(values));
        } catch (InvalidConfigurationException wrong) {
            wrong.problems().forEach(problem -> complain(err, problem));
            return CONFIGURATION;
        }
        // the server's own answers only inside a server
        ConfigProviderResolver.setInstance(new PlainConfiguration());
        JvmProperties.setFrom(values);
        try (Database database = new Database(configuration.storage())) {
            if (command.needsDatabase()) {
                database.open();
            }
            return command.run(new CommandContext(configuration, database, argument, out::println));
        } catch (DatabaseRefused | DatabaseUnavailable unusable) {
            complain(err, String.valueOf(unusable.getMessage()));
            return DATABASE;
        }
    }

    /** As the launcher complains. */
    private static void complain(PrintStream err, String problem) {
        err.println("sdp-mcp: " + problem);
    }
}
