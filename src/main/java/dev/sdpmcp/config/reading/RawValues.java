package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.reading.ConfigurationKey.ValueKind;
import dev.sdpmcp.text.Excerpt;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Raw values, from the variable or, for a secret, from the file in {@code NAME_FILE}. Each file is read once. Not
 * thread-safe.
 */
final class RawValues {

    private static final int MAX_PATH_LENGTH = 200;

    private final ConfigurationSource source;
    private final Consumer<String> problems;
    private final Map<ConfigurationKey, Optional<String>> ofFiles = new EnumMap<>(ConfigurationKey.class);
    private final Set<ConfigurationKey> unusable = EnumSet.noneOf(ConfigurationKey.class);

    /** @param problems receives one sentence, without the content, for each file that cannot be used */
    RawValues(ConfigurationSource source, Consumer<String> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The stripped value; empty if it is not set, is blank, or its file cannot be used. */
    Optional<String> of(ConfigurationKey key) {
        return file(key).isEmpty() ? own(key) : ofFiles.computeIfAbsent(key, this::read);
    }

    /** Whether a value is set but cannot be used; known after {@link #of}. */
    boolean isUnusable(ConfigurationKey key) {
        return unusable.contains(key);
    }

    /** The file with the value, if its path is absolute. */
    Optional<Path> path(ConfigurationKey key) {
        try {
            return file(key).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    /** Name of the value in messages: its variable, and its file if there is one. */
    String nameOf(ConfigurationKey key) {
        return path(key)
                .map(path -> key.fileVariable().orElseThrow() + " (" + shown(path) + ")")
                .orElse(key.name());
    }

    private Optional<String> file(ConfigurationKey key) {
        return key.fileVariable().flatMap(source::value).map(String::strip).filter(path -> !path.isEmpty());
    }

    private Optional<String> own(ConfigurationKey key) {
        return source.value(key.name()).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Optional<String> read(ConfigurationKey key) {
        String variable = key.fileVariable().orElseThrow();
        if (own(key).isPresent()) {
            return refused(key, key + " and " + variable + " are both set. Keep one of them.");
        }
        Optional<Path> path = path(key);
        if (path.isEmpty()) {
            // not in the message, since it may be the secret itself
            return refused(
                    key,
                    variable + " is not an absolute path. Give the path of a file, for example /run/secrets/NAME.");
        }
        try {
            return Optional.of(SecretFile.value(path.get(), key.kind().equals(ValueKind.SECRETS))
                    .strip());
        } catch (SecretFile.Unusable unusableFile) {
            return refused(key, nameOf(key) + " " + unusableFile.getMessage());
        }
    }

    private Optional<String> refused(ConfigurationKey key, String problem) {
        unusable.add(key);
        problems.accept(problem);
        return Optional.empty();
    }

    private static String shown(Path path) {
        return Excerpt.of(path.toString().replaceAll("\\p{Cntrl}", "?"), MAX_PATH_LENGTH);
    }
}
