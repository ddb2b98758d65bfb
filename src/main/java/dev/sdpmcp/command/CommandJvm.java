package dev.sdpmcp.command;

import dev.sdpmcp.config.reading.ConfigurationKey;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** Global state of a JVM that runs a command without a server: system properties and MicroProfile Config. */
final class CommandJvm {

    private static final Pattern PROPERTY = Pattern.compile("(?<=^|\\s)-D([A-Za-z0-9_.-]+)=(\\S*)");

    private CommandJvm() {}

    /**
     * Prepares this JVM; to be called before the first connection. System properties among the server's JVM options
     * ({@code SDP_JAVA_OPTS}), such as a proxy or a trust store, are set here too, unless they are set already: a
     * command reaches ServiceDesk Plus in the same way as the server.
     *
     * @param values of the variables that are set
     */
    static void prepare(Map<String, String> values) {
        ConfigProviderResolver.setInstance(new EmptyConfiguration());
        PROPERTY.matcher(values.getOrDefault(ConfigurationKey.SDP_JAVA_OPTS.name(), ""))
                .results()
                .forEach(property -> {
                    if (System.getProperty(property.group(1)) == null) {
                        System.setProperty(property.group(1), property.group(2));
                    }
                });
    }

    /**
     * MicroProfile Config without properties. The REST client reads settings from it, and the server's implementation,
     * which is on the class path, would wait for a server that never starts.
     */
    private static final class EmptyConfiguration extends ConfigProviderResolver {

        private static final Config NOTHING = new Nothing();

        @Override
        public Config getConfig() {
            return NOTHING;
        }

        @Override
        public Config getConfig(ClassLoader loader) {
            return NOTHING;
        }

        @Override
        public ConfigBuilder getBuilder() {
            throw new UnsupportedOperationException("a command has no other configuration");
        }

        @Override
        public void registerConfig(Config config, ClassLoader classLoader) {
            throw new UnsupportedOperationException("a command has no other configuration");
        }

        @Override
        public void releaseConfig(Config config) {
            // nothing to release
        }

        private static final class Nothing implements Config {

            @Override
            public <T> T getValue(String propertyName, Class<T> propertyType) {
                throw new NoSuchElementException(propertyName);
            }

            @Override
            @SuppressWarnings("NullAway") // the interface returns null for a missing property
            public ConfigValue getConfigValue(String propertyName) {
                return null;
            }

            @Override
            public <T> Optional<T> getOptionalValue(String propertyName, Class<T> propertyType) {
                return Optional.empty();
            }

            @Override
            public Iterable<String> getPropertyNames() {
                return List.of();
            }

            @Override
            public Iterable<ConfigSource> getConfigSources() {
                return List.of();
            }

            @Override
            public <T> Optional<Converter<T>> getConverter(Class<T> forType) {
                return Optional.empty();
            }

            @Override
            public <T> T unwrap(Class<T> type) {
                throw new IllegalArgumentException("this is not a " + type.getName());
            }
        }
    }
}
