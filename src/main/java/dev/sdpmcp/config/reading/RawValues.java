package dev.sdpmcp.config.reading;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Values as they were given: in the variable itself, or, for a secret, in the file that {@code NAME_FILE} names. A file is read
 * once in the life of this. Not thread-safe.
 */
final class RawValues {

    private static final int LONGEST_PATH = 200;

    private final ConfigurationSource source;
    private final Consumer<String> problems;
    private final Map<ConfigurationKey, Optional<String>> ofFiles = new EnumMap<>(ConfigurationKey.class);
    private final Set<ConfigurationKey> unusable = EnumSet.noneOf(ConfigurationKey.class);

    /** @param problems is told once of each file that cannot be used, in a sentence without its content */
    RawValues(ConfigurationSource source, Consumer<String> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The value without blanks around it; empty if none was given, a blank one was, or its file cannot be used. */
    Optional<String> of(ConfigurationKey key) {
        return file(key).isEmpty() ? own(key) : ofFiles.computeIfAbsent(key, this::read);
    }

    /** Whether a value was given in a way that cannot be used; known after {@link #of}. */
    boolean isUnusable(ConfigurationKey key) {
        return unusable.contains(key);
    }

    /** The file that was given for the value, if its path is absolute. */
    Optional<Path> path(ConfigurationKey key) {
        try {
            return file(key).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    /** How messages call the value: by its variable, and by its file if it came from one. */
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
            // not shown: it may be the secret itself
            return refused(
                    key, variable + " is no absolute path. Give the path of a file, for example /run/secrets/NAME.");
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
        String printable = path.toString().replaceAll("\\p{Cntrl}", "?");
        return printable.length() > LONGEST_PATH ? printable.substring(0, LONGEST_PATH) + "…" : printable;
    }
}
