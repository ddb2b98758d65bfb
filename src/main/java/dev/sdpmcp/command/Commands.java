package dev.sdpmcp.command;

import dev.sdpmcp.backup.Backups;
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
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;

/** Runs a command by its name, from the configuration to the exit code. */
public final class Commands {

    /** Exit codes of the launcher, which has none of these classes. */
    static final int DATA_FOLDER = 7;

    private static final int CONFIGURATION = 5;
    private static final int DATABASE = 12;

    /** The prefix of a name, if the server that holds the data folder is to run the command. */
    private static final String ASK = "ask-";

    private static final String RESTORE = "restore";

    /** Those that work beside a running server as well as without one. */
    private static final Map<String, Command> ALL = Map.of(
            "authorize", new AuthorizeCommand(),
            "reencrypt", new ReencryptCommand(),
            "verify-audit", new VerifyAuditCommand(),
            "backup", new BackupCommand());

    private Commands() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    static Command named(String name) {
        Command command = ALL.get(name);
        if (command == null) {
            throw new IllegalArgumentException("there is no command " + name);
        }
        return command;
    }

    /**
     * The launcher's way in; it knows this signature.
     *
     * @param name the option without its dashes, with {@code ask-} before it if a running server is to run it
     * @param argument what stood after it, null if nothing
     * @param values of the variables that are set
     * @return the exit code
     */
    public static int run(
            String name, @Nullable String argument, Map<String, String> values, PrintStream out, PrintStream err) {
        // the server's own answers only inside a server
        ConfigProviderResolver.setInstance(new EmptyConfiguration());
        JvmProperties.setFrom(values);
        try {
            CommandResult result = result(name, Optional.ofNullable(argument), ConfigurationSource.of(values));
            boolean refused = result.exitCode() == DATA_FOLDER;
            result.lines().forEach(refused ? line -> complain(err, line) : out::println);
            return result.exitCode();
        } catch (InvalidConfigurationException wrong) {
            wrong.problems().forEach(problem -> complain(err, problem));
            return CONFIGURATION;
        } catch (DatabaseRefused | DatabaseUnavailable unusable) {
            complain(err, String.valueOf(unusable.getMessage()));
            return DATABASE;
        }
    }

    private static CommandResult result(String name, Optional<String> argument, ConfigurationSource settings)
            throws DatabaseRefused {
        if (name.equals(RESTORE)) {
            return RestoreCommand.run(argument.orElseThrow(), settings);
        }
        ServerConfiguration configuration = ConfigurationReader.read(settings);
        if (name.startsWith(ASK)) {
            return new ServerCommand(name.substring(ASK.length()), argument).run(configuration);
        }
        Command command = named(name);
        try (Database database = new Database(configuration.storage())) {
            database.open();
            Backups backups = new Backups(configuration, settings, database);
            return command.run(new CommandContext(configuration, database, backups, argument));
        }
    }

    /** As the launcher complains. */
    private static void complain(PrintStream err, String problem) {
        err.println("sdp-mcp: " + problem);
    }
}
