package dev.sdpmcp.config.reading;

import java.util.Map;
import java.util.Optional;

/** Where raw values come from: the environment, a {@code .env} file, MicroProfile Config, a map in a test. */
@FunctionalInterface
public interface ConfigurationSource {

    /** The value of this variable as it was written, if it was written at all. */
    Optional<String> value(String name);

    /**
     * The value that was given for a setting: of its variable, or, for a secret, the content of the file that its {@code
     * NAME_FILE} names. Empty if none was given, or the file cannot be used.
     */
    default Optional<String> given(ConfigurationKey key) {
        return new RawValues(this, problem -> {}).of(key);
    }

    /** A source that asks {@code other} for what this one does not have. Blank values count as not given. */
    default ConfigurationSource orElse(ConfigurationSource other) {
        return name -> value(name).filter(text -> !text.isBlank()).or(() -> other.value(name));
    }

    /** A source that reads a map; the map is not copied. */
    static ConfigurationSource of(Map<String, String> values) {
        return name -> Optional.ofNullable(values.get(name));
    }
}
