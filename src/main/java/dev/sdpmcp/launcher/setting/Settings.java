package dev.sdpmcp.launcher.setting;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.config.reading.InvalidConfigurationException;
import dev.sdpmcp.config.reading.UnknownVariables;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every variable of this start: what the demo prescribes, then the environment, then the {@code .env} file. */
public final class Settings {

    private final Map<String, String> prescribed = new LinkedHashMap<>();
    private final Map<String, String> environment;
    private final Map<String, String> dotEnv;

    public Settings(Map<String, String> environment, Map<String, String> dotEnv) {
        this.environment = Map.copyOf(environment);
        this.dotEnv = Map.copyOf(dotEnv);
    }

    /** Has this value win over all others. */
    public void prescribe(ConfigurationKey key, String value) {
        prescribed.put(key.name(), value);
    }

    /** The value in force, before defaults; blank counts as not given. */
    public Optional<String> value(ConfigurationKey key) {
        return source().value(key.name()).filter(text -> !text.isBlank());
    }

    /** One warning for each variable that looks like ours and is not. */
    public List<String> warnings() {
        Set<String> names = new LinkedHashSet<>(environment.keySet());
        names.addAll(dotEnv.keySet());
        return UnknownVariables.warnings(names);
    }

    /** @throws StartRefused with every problem */
    public ServerConfiguration read() throws StartRefused {
        try {
            return ConfigurationReader.read(source());
        } catch (InvalidConfigurationException wrong) {
            throw new StartRefused(ExitCode.CONFIGURATION, wrong.problems());
        }
    }

    /** The values in force of all variables that are set, before defaults. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (ConfigurationKey key : ConfigurationKey.values()) {
            value(key).ifPresent(text -> values.put(key.name(), text));
        }
        return values;
    }

    /** The same, with those that look like ours and are not known. */
    public Map<String, String> valuesOfOurs() {
        Map<String, String> values = new LinkedHashMap<>();
        dotEnv.forEach((name, value) -> addIfOurs(name, value, values));
        environment.forEach((name, value) -> addIfOurs(name, value, values));
        values.putAll(values());
        return values;
    }

    private static void addIfOurs(String name, String value, Map<String, String> values) {
        if (UnknownVariables.isOurs(name)) {
            values.put(name, value);
        }
    }

    /** Makes the values known to the application, which reads them with MicroProfile Config in this same process. */
    public void handOver() {
        values().forEach(System::setProperty);
    }

    private ConfigurationSource source() {
        return ConfigurationSource.of(prescribed)
                .orElse(ConfigurationSource.of(environment))
                .orElse(ConfigurationSource.of(dotEnv));
    }
}
