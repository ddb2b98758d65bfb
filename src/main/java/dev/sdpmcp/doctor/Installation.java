package dev.sdpmcp.doctor;

import dev.sdpmcp.config.reading.ConfigurationKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is examined, as it was given.
 *
 * @param home the folder that holds {@code domain-config}
 * @param dotEnv the file of settings, which the one jar has in another folder; need not exist
 * @param values of all variables that look like ours, known or not, with those of {@code .env} where the environment has none;
 *     secrets among them
 * @param problems why {@code .env} could not be read; empty as a rule
 */
record Installation(Path home, Path dotEnv, Map<String, String> values, List<String> problems) {

    Installation {
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
    }

    /** The value as it was written; a blank one counts as not given. */
    Optional<String> given(ConfigurationKey key) {
        return Optional.ofNullable(values.get(key.name())).filter(text -> !text.isBlank());
    }

    /** The files with options of the server's JVM, in the order in which it reads them; each may be missing. */
    List<Path> jvmOptions() {
        return Stream.of("jvm.options", "heap.options")
                .map(home.resolve("domain-config")::resolve)
                .toList();
    }

    /** Says nothing of the values. */
    @Override
    public String toString() {
        return "installation in " + home;
    }
}
