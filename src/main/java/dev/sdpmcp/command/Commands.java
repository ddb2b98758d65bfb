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
import org.jspecify.annotations.Nullable;

/** Entry point of the launcher: runs a command by its name, from the configuration to the exit code. */
public final class Commands {

    /** Exit codes of the launcher, which does not have these classes. */
    static final int DATA_FOLDER = 7;

    private static final int CONFIGURATION = 5;
    private static final int DATABASE = 12;

    /** Prefix of a name if the server that holds the data folder has to run the command. */
    private static final String ASK = "ask-";

    private static final String RESTORE = "restore";

    private Commands() {}

    /**
     * The launcher calls this method by reflection.
     *
     * @param name the option without its dashes, with the prefix {@code ask-} if a running server has to run it
     * @param argument the word after the option, null if there is none
     * @param values of the variables that are set
     * @return the exit code
     */
    public static int run(
            String name, @Nullable String argument, Map<String, String> values, PrintStream out, PrintStream err) {
        CommandJvm.prepare(values);
        try {
            CommandResult result = result(name, Optional.ofNullable(argument), ConfigurationSource.of(values));
            boolean refused = result.exitCode() == DATA_FOLDER;
            result.lines().forEach(refused ? line -> printError(err, line) : out::println);
            return result.exitCode();
        } catch (InvalidConfigurationException invalid) {
            invalid.problems().forEach(problem -> printError(err, problem));
            return CONFIGURATION;
        } catch (DatabaseRefused | DatabaseUnavailable unusable) {
            printError(err, String.valueOf(unusable.getMessage()));
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
        Command command = Command.named(name);
        try (Database database = new Database(configuration.storage())) {
            database.open();
            Backups backups = new Backups(configuration, settings, database);
            return command.run(new Command.Context(configuration, database, backups, argument));
        }
    }

    /** In the form of the launcher. */
    private static void printError(PrintStream err, String problem) {
        err.println("sdp-mcp: " + problem);
    }
}
