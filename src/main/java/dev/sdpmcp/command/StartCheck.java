package dev.sdpmcp.command;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.upstream.oauth.MissingToken;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the launcher asks before it boots a server: whether the database can be reached, and whether there is a refresh
 * token. Changes nothing, and leaves nothing open: the server opens the database itself.
 */
public final class StartCheck {

    /** Names of the launcher's exit codes. */
    private static final String CONFIGURATION = "CONFIGURATION";

    private static final String DATABASE = "DATABASE";

    private StartCheck() {}

    /**
     * The launcher's way in; it knows this signature.
     *
     * @param values of the variables that are set, sound ones
     * @return a sentence for the operator with the name of an exit code; empty if nothing is missing
     */
    public static Map<String, String> run(Map<String, String> values) throws SQLException {
        ServerConfiguration configuration = ConfigurationReader.read(ConfigurationSource.of(values));
        try {
            Optional<String> missing = MissingToken.in(configuration);
            return missing.map(sentence -> Map.of(sentence, CONFIGURATION)).orElse(Map.of());
        } catch (DatabaseRefused refused) {
            return Map.of(refused.getMessage(), DATABASE);
        } finally {
            forgetDrivers();
        }
    }

    /** The JVM would keep them, and with them the classes of this check, for as long as the server runs. */
    private static void forgetDrivers() throws SQLException {
        List<Driver> own = DriverManager.drivers()
                .filter(driver -> Objects.equals(driver.getClass().getClassLoader(), StartCheck.class.getClassLoader()))
                .toList();
        for (Driver driver : own) {
            DriverManager.deregisterDriver(driver);
        }
    }
}
