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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The value in force, before defaults; blank counts as not given. Of a secret only what stands in the variable itself. */
    public Optional<String> value(ConfigurationKey key) {
        return value(key.name());
    }

    /** Whether a value is set, or a file that holds it. */
    public boolean isGiven(ConfigurationKey key) {
        return value(key).isPresent() || key.fileVariable().flatMap(this::value).isPresent();
    }

    private Optional<String> value(String name) {
        return source().value(name).filter(text -> !text.isBlank());
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
        for (String name : ConfigurationKey.variables()) {
            value(name).ifPresent(text -> values.put(name, text));
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
        // the environment still has them, and a blank property wins over it
        overruledFiles().forEach(name -> System.setProperty(name, ""));
    }

    private ConfigurationSource source() {
        Set<String> overruled = overruledFiles();
        ConfigurationSource all = ConfigurationSource.of(prescribed)
                .orElse(ConfigurationSource.of(environment))
                .orElse(ConfigurationSource.of(dotEnv));
        return name -> overruled.contains(name) ? Optional.empty() : all.value(name);
    }

    /** Variables of files whose value is prescribed. */
    private Set<String> overruledFiles() {
        return Stream.of(ConfigurationKey.values())
                .filter(key -> prescribed.containsKey(key.name()))
                .map(ConfigurationKey::fileVariable)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
