package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_ADMIN_API_KEYS;
import static dev.sdpmcp.config.reading.ConfigurationKey.SDP_API_KEYS;

import dev.sdpmcp.config.ApiKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The files that API keys come from, {@code SDP_API_KEYS_FILE} and {@code SDP_ADMIN_API_KEYS_FILE}, read again as often as
 * asked. Keys of the two that stand in a variable stay what they are. Thread-safe, if its source is.
 */
public final class KeyFiles {

    private static final List<ConfigurationKey> LISTS = List.of(SDP_API_KEYS, SDP_ADMIN_API_KEYS);

    private final ConfigurationSource source;

    /** @param source is asked each time */
    public KeyFiles(ConfigurationSource source) {
        this.source = source;
    }

    /** The files, none to two. */
    public List<Path> paths() {
        RawValues given = new RawValues(source, problem -> {});
        return LISTS.stream().map(given::path).flatMap(Optional::stream).toList();
    }

    /**
     * A digest of what the files hold now, or of why they cannot be read: two that are equal mean that nothing has changed. It
     * tells nobody the content.
     */
    public String digest() {
        StringBuilder all = new StringBuilder();
        RawValues given = new RawValues(source, problem -> all.append(problem).append('\n'));
        LISTS.forEach(list -> all.append(given.of(list).orElse("")).append('\n'));
        return HexFormat.of().formatHex(sha256(all.toString()));
    }

    /**
     * All keys, read and checked as at the start.
     *
     * @throws InvalidConfigurationException with every problem, if there is one
     */
    public List<ApiKey> read() {
        TypedValues values = new TypedValues(source);
        List<ApiKey> keys = new AccessReading(values).keys();
        if (!values.problems().isEmpty()) {
            throw new InvalidConfigurationException(values.problems());
        }
        return keys;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
