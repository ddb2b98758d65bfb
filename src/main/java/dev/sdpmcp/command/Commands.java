package dev.sdpmcp.command;

import dev.sdpmcp.backup.BackupRefused;
import dev.sdpmcp.backup.Backups;
import dev.sdpmcp.backup.Restore;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.config.reading.InvalidConfigurationException;
import dev.sdpmcp.doctor.Doctor;
import dev.sdpmcp.doctor.LineStyle;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.upstream.oauth.StoredTokens;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entry points of the launcher, which calls them by reflection: the commands, the doctor, the check before a start. */
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
     * Runs a command by its name.
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
            return restore(argument.orElseThrow(), settings);
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

    /**
     * {@code --restore FILE}: replaces database, keys and settings of this installation with those of a backup, and
     * checks the audit trail. It needs only the settings that name the target; the backup has the others. The caller
     * holds the data folder.
     */
    private static CommandResult restore(String file, ConfigurationSource given) throws DatabaseRefused {
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

    /**
     * {@code --doctor}: checks the installation. Needs neither a valid configuration nor a database, because it reports
     * what is wrong with them.
     *
     * @param home the folder that holds {@code domain-config}
     * @param dotEnv the file of settings; need not exist
     * @param form {@code json} for one JSON document instead of lines; for lines {@code quiet}, {@code colour} or both
     * @param problems the reasons why {@code .env} could not be read
     * @param values of all variables with our prefixes
     * @return the exit code
     */
    public static int examine(
            Path home,
            Path dotEnv,
            Set<String> form,
            List<String> problems,
            Map<String, String> values,
            PrintStream out)
            throws InterruptedException {
        CommandJvm.prepare(values);
        Doctor doctor = new Doctor(home, dotEnv, values, problems);
        boolean passed = form.contains("json")
                ? doctor.printJson(out::println)
                : doctor.printLines(new LineStyle(form.contains("quiet"), form.contains("colour")), out::println);
        return passed ? CommandResult.DONE : CommandResult.FAILED;
    }

    /**
     * Checks before a start whether the database can be reached and there is a refresh token. Changes nothing and closes
     * everything that it opens.
     *
     * @param values of the variables that are set; they must be valid
     * @return a sentence for the operator with the name of an exit code; empty if nothing is missing
     */
    public static Map<String, String> checkStart(Map<String, String> values) throws SQLException {
        ServerConfiguration configuration = ConfigurationReader.read(ConfigurationSource.of(values));
        try {
            Optional<String> missing = StoredTokens.missingIn(configuration);
            return missing.map(sentence -> Map.of(sentence, "CONFIGURATION")).orElse(Map.of());
        } catch (DatabaseRefused refused) {
            return Map.of(refused.getMessage(), "DATABASE");
        } finally {
            forgetDrivers();
        }
    }

    /** Otherwise the JVM would keep them, and with them the classes of this check, while the server runs. */
    private static void forgetDrivers() throws SQLException {
        List<Driver> own = DriverManager.drivers()
                .filter(driver -> Objects.equals(driver.getClass().getClassLoader(), Commands.class.getClassLoader()))
                .toList();
        for (Driver driver : own) {
            DriverManager.deregisterDriver(driver);
        }
    }

    private static void printError(PrintStream err, String problem) {
        err.println("sdp-mcp: " + problem);
    }
}
