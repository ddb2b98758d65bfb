package dev.sdpmcp.command;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.upstream.oauth.StoredTokens;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Check before the launcher starts a server: whether the database can be reached and there is a refresh token. It
 * changes nothing and closes everything that it opens.
 */
public final class StartCheck {

    /** Names of the launcher's exit codes. */
    private static final String CONFIGURATION = "CONFIGURATION";

    private static final String DATABASE = "DATABASE";

    private StartCheck() {}

    /**
     * The launcher calls this method by reflection.
     *
     * @param values of the variables that are set; they must be valid
     * @return a sentence for the operator with the name of an exit code; empty if nothing is missing
     */
    public static Map<String, String> run(Map<String, String> values) throws SQLException {
        ServerConfiguration configuration = ConfigurationReader.read(ConfigurationSource.of(values));
        try {
            Optional<String> missing = StoredTokens.missingIn(configuration);
            return missing.map(sentence -> Map.of(sentence, CONFIGURATION)).orElse(Map.of());
        } catch (DatabaseRefused refused) {
            return Map.of(refused.getMessage(), DATABASE);
        } finally {
            forgetDrivers();
        }
    }

    /** Otherwise the JVM would keep them, and with them the classes of this check, while the server runs. */
    private static void forgetDrivers() throws SQLException {
        List<Driver> own = DriverManager.drivers()
                .filter(driver -> Objects.equals(driver.getClass().getClassLoader(), StartCheck.class.getClassLoader()))
                .toList();
        for (Driver driver : own) {
            DriverManager.deregisterDriver(driver);
        }
    }
}
