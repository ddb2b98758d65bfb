package dev.sdpmcp.config.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Source of raw values: the environment, a {@code .env} file, MicroProfile Config, or a map in a test. */
@FunctionalInterface
public interface ConfigurationSource {

    /** The raw value of a variable, if it is set. */
    Optional<String> value(String name);

    /**
     * The value of a setting: of its variable or, for a secret, of the file in {@code NAME_FILE}. Empty if none is set,
     * or the file cannot be used.
     */
    default Optional<String> given(ConfigurationKey key) {
        return new RawValues(this, problem -> {}).of(key);
    }

    /** All secrets, from variables and from files that can be read. */
    default List<String> secrets() {
        return Stream.of(ConfigurationKey.values())
                .filter(key -> key.kind().secret())
                .flatMap(key -> Stream.of(value(key.name()), secretOfFile(key)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> secretOfFile(ConfigurationKey key) {
        // without the variable: a setting with both is refused
        ConfigurationSource fileOnly = name -> name.equals(key.name()) ? Optional.empty() : value(name);
        return fileOnly.given(key);
    }

    /** A source that falls back to {@code other}. Blank values count as not set. */
    default ConfigurationSource orElse(ConfigurationSource other) {
        return name -> value(name).filter(text -> !text.isBlank()).or(() -> other.value(name));
    }

    /** A source backed by a map, which is not copied. */
    static ConfigurationSource of(Map<String, String> values) {
        return name -> Optional.ofNullable(values.get(name));
    }
}
