package dev.sdpmcp.command;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * MicroProfile Config with nothing in it, for a plain JVM: the REST client asks for settings of its own there, and the
 * server's implementation, which is on the class path, waits for a server that never starts.
 */
final class EmptyConfiguration extends ConfigProviderResolver {

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
        throw new UnsupportedOperationException("a command has no configuration but its own");
    }

    @Override
    public void registerConfig(Config config, ClassLoader classLoader) {
        throw new UnsupportedOperationException("a command has no configuration but its own");
    }

    @Override
    public void releaseConfig(Config config) {
        // there is nothing to release
    }

    /** No property has a value. */
    private static final class Nothing implements Config {

        @Override
        public <T> T getValue(String propertyName, Class<T> propertyType) {
            throw new java.util.NoSuchElementException(propertyName);
        }

        @Override
        @SuppressWarnings("NullAway") // the interface says null for what is not there
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
            throw new IllegalArgumentException("this is no " + type.getName());
        }
    }
}
