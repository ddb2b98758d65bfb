package dev.sdpmcp.config.reading;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All secrets that are set, for those who must not show them. Stateless. */
public final class ConfiguredSecrets {

    private ConfiguredSecrets() {}

    /** The texts as they were given, in variables and in files; a file that cannot be read has none. */
    public static List<String> texts(ConfigurationSource source) {
        return Stream.of(ConfigurationKey.values())
                .filter(key -> key.kind().secret())
                .flatMap(key -> Stream.of(source.value(key.name()), ofFile(key, source)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> ofFile(ConfigurationKey key, ConfigurationSource source) {
        // without the variable itself, which would be one too many for a reader
        ConfigurationSource fileOnly = name -> name.equals(key.name()) ? Optional.empty() : source.value(name);
        return new RawValues(fileOnly, problem -> {}).of(key);
    }
}
