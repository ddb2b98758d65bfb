package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * CDI producer of the configuration, read from MicroProfile Config once, at the start of the application. Wrong values
 * stop the deployment with a message that names each of them. Only API keys in files are read again.
 */
@Dependent
public class ConfigurationProducer {

    private final Config config;

    @Inject
    ConfigurationProducer(Config config) {
        this.config = config;
    }

    /** The configuration of this application. Not in a normal scope, since a record cannot be proxied. */
    @Produces
    @Singleton
    ServerConfiguration configuration() {
        return ConfigurationReader.read(new Given(config));
    }

    /** Settings as they were given, including secrets, for a backup. */
    @Produces
    @Singleton
    ConfigurationSource givenSettings() {
        return new Given(config);
    }

    /** Raw values: <code>${</code> in a secret must not be expanded. */
    private record Given(Config config) implements ConfigurationSource {
        @Override
        public Optional<String> value(String name) {
            return Optional.ofNullable(config.getConfigValue(name).getRawValue());
        }
    }

    /** The API keys of this application. */
    @Produces
    @Singleton
    CurrentKeys currentKeys(ServerConfiguration configuration) {
        return new CurrentKeys(configuration.access().apiKeys());
    }

    /** Files with API keys. */
    @Produces
    @Singleton
    KeyFiles keyFiles() {
        return new KeyFiles(new Given(config));
    }

    /** Reads the values at the start of the application instead of the first use. */
    void readAtStart(
            @Observes @Initialized(ApplicationScoped.class) Object started, ServerConfiguration configuration) {
        System.getLogger(ConfigurationProducer.class.getName())
                .log(System.Logger.Level.DEBUG, "configuration: {0}", configuration);
    }
}
