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
 * The configuration inside a server: read from MicroProfile Config once, when the application starts. Wrong values stop
 * the deployment with a message that names each of them. API keys in files are the exception: they may change.
 */
@Dependent
public class ConfigurationProducer {

    private final Config config;

    @Inject
    ConfigurationProducer(Config config) {
        this.config = config;
    }

    /** The one configuration of this application. A record cannot be proxied, hence no normal scope. */
    @Produces
    @Singleton
    ServerConfiguration configuration() {
        return ConfigurationReader.read(new Given(config));
    }

    /** Settings as they were given, secrets included: for a backup. */
    @Produces
    @Singleton
    ConfigurationSource givenSettings() {
        return new Given(config);
    }

    /** Values as they were written: a secret may hold <code>${</code>, which must not be taken for a reference. */
    private record Given(Config config) implements ConfigurationSource {
        @Override
        public Optional<String> value(String name) {
            return Optional.ofNullable(config.getConfigValue(name).getRawValue());
        }
    }

    /** The one set of API keys of this application. */
    @Produces
    @Singleton
    CurrentKeys currentKeys(ServerConfiguration configuration) {
        return new CurrentKeys(configuration.access().apiKeys());
    }

    /** Where API keys come from, if not from variables. */
    @Produces
    @Singleton
    KeyFiles keyFiles() {
        return new KeyFiles(new Given(config));
    }

    /** Has the values read at the start of the application, not by its first caller. */
    void readAtStart(
            @Observes @Initialized(ApplicationScoped.class) Object started, ServerConfiguration configuration) {
        System.getLogger(ConfigurationProducer.class.getName())
                .log(System.Logger.Level.DEBUG, "configuration: {0}", configuration);
    }
}
