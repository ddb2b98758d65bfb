package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ADMIN_API_KEYS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_API_KEYS;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.text.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reader of the files with API keys, {@code SDP_API_KEYS_FILE} and {@code SDP_ADMIN_API_KEYS_FILE}, for a reload. Keys
 * in variables do not change. Thread-safe if its source is.
 *
 * @param source read at each call
 */
public record KeyFiles(ConfigurationSource source) {

    private static final List<ConfigurationKey> LISTS = List.of(SDP_API_KEYS, SDP_ADMIN_API_KEYS);

    /** Paths of the configured files. */
    public List<Path> paths() {
        RawValues given = new RawValues(source, problem -> {});
        return LISTS.stream().map(given::path).flatMap(Optional::stream).toList();
    }

    /** Digest of the current content of the files, or of the problems with them: it changes if the files do. */
    public String digest() {
        StringBuilder all = new StringBuilder();
        RawValues given = new RawValues(source, problem -> all.append(problem).append('\n'));
        LISTS.forEach(list -> all.append(given.of(list).orElse("")).append('\n'));
        return Sha256.hex(all.toString());
    }

    /**
     * Reads and validates all keys.
     *
     * @throws InvalidConfigurationException with all problems, if there are any
     */
    public List<ApiKey> read() {
        TypedValues values = new TypedValues(source);
        List<ApiKey> keys = new AccessReading(values).keys();
        values.throwProblems();
        return keys;
    }
}
