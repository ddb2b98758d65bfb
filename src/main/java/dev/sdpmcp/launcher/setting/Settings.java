package dev.sdpmcp.launcher.setting;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.config.reading.InvalidConfigurationException;
import dev.sdpmcp.config.reading.UnknownVariables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of this start, in order of precedence: overrides, the environment, the settings file. Not thread-safe. */
public final class Settings {

    private final Map<String, String> overrides = new LinkedHashMap<>();
    private final Map<String, String> environment;
    private final Map<String, String> dotEnv;

    public Settings(Map<String, String> environment, Map<String, String> dotEnv) {
        this.environment = Map.copyOf(environment);
        this.dotEnv = Map.copyOf(dotEnv);
    }

    /** The settings of this environment and a settings file. */
    public static Settings read(Path dotEnv) throws StartRefused {
        return new Settings(System.getenv(), DotEnv.read(dotEnv));
    }

    /** Like {@link #read(Path)}, but a file with problems counts as empty. */
    public static Settings read(Path dotEnv, Consumer<String> problems) {
        try {
            return read(dotEnv);
        } catch (StartRefused unreadable) {
            unreadable.messages().forEach(problems);
            return new Settings(System.getenv(), Map.of());
        }
    }

    /** Overrides a setting; a blank value removes it. */
    public void override(ConfigurationKey key, String value) {
        overrides.put(key.name(), value);
    }

    /** The value of the variable, without defaults and secret files; a blank value counts as not set. */
    public Optional<String> value(ConfigurationKey key) {
        return value(key.name());
    }

    /** Like {@link #value(ConfigurationKey)}, or else the default. */
    public Optional<String> valueOrDefault(ConfigurationKey key) {
        return value(key).or(key::defaultValue);
    }

    /** The absolute path of the data folder. */
    public Path dataFolder() {
        return Path.of(valueOrDefault(ConfigurationKey.SDP_DATA_DIR).orElseThrow())
                .toAbsolutePath()
                .normalize();
    }

    /** Whether a value or its file is set. */
    public boolean isGiven(ConfigurationKey key) {
        return value(key).isPresent() || key.fileVariable().flatMap(this::value).isPresent();
    }

    private Optional<String> value(String name) {
        return source().value(name).filter(text -> !text.isBlank());
    }

    /** One warning for each unknown variable with a prefix of this server. */
    public List<String> warnings() {
        Set<String> names = new LinkedHashSet<>(environment.keySet());
        names.addAll(dotEnv.keySet());
        return UnknownVariables.warnings(names);
    }

    /** @throws StartRefused with all problems */
    public ServerConfiguration read() throws StartRefused {
        try {
            return ConfigurationReader.read(source());
        } catch (InvalidConfigurationException wrong) {
            throw ExitCode.CONFIGURATION.refusal(wrong.problems());
        }
    }

    /** The values of all known variables that are set, without defaults. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : ConfigurationKey.variables()) {
            value(name).ifPresent(text -> values.put(name, text));
        }
        return values;
    }

    /** Like {@link #values}, with unknown variables with a prefix of this server. */
    public Map<String, String> valuesWithUnknown() {
        Map<String, String> values = new LinkedHashMap<>();
        values.putAll(dotEnv);
        values.putAll(environment);
        values.keySet().removeIf(name -> !UnknownVariables.isOurs(name));
        values.putAll(values());
        return values;
    }

    /** Sets the values as system properties for the application, which reads them with MicroProfile Config. */
    public void export() {
        values().forEach(System::setProperty);
        // a blank property overrides the environment
        unsetVariables().forEach(name -> System.setProperty(name, ""));
    }

    private ConfigurationSource source() {
        Set<String> unset = unsetVariables();
        ConfigurationSource all = ConfigurationSource.of(overrides)
                .orElse(ConfigurationSource.of(environment))
                .orElse(ConfigurationSource.of(dotEnv));
        return name -> unset.contains(name) ? Optional.empty() : all.value(name);
    }

    /** File variables of overridden secrets, and settings that were removed. */
    private Set<String> unsetVariables() {
        Stream<String> files = Stream.of(ConfigurationKey.values())
                .filter(key -> overrides.containsKey(key.name()))
                .map(ConfigurationKey::fileVariable)
                .flatMap(Optional::stream);
        Stream<String> taken = overrides.keySet().stream()
                .filter(name -> overrides.getOrDefault(name, "").isBlank());
        return Stream.concat(files, taken).collect(Collectors.toSet());
    }
}
