package dev.sdpmcp.backup;

import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Manifest of a backup: its origin and the digest of each of its files, as lines of {@code name=value}.
 *
 * @param product version of the program that made it
 * @param database kind of the database
 * @param schema version of the database's schema
 * @param made time at which the backup was started
 * @param digests SHA-256 of each file, in hexadecimal digits
 */
record Manifest(String product, String database, String schema, Instant made, Map<String, String> digests) {

    static final String FILE = "manifest";

    private static final String FORMAT = "1";
    private static final String DIGEST = "sha256.";

    Manifest {
        digests = Map.copyOf(digests);
    }

    String text() {
        String origin = """
                format=%s
                product=%s
                database=%s
                schema=%s
                made=%s
                """.formatted(FORMAT, product, database, schema, made);
        return new TreeMap<>(digests)
                .entrySet().stream()
                        .map(file -> DIGEST + file.getKey() + "=" + file.getValue() + "\n")
                        .collect(Collectors.joining("", origin, ""));
    }

    /** @throws BackupRefused if the text is not a manifest, or has an unknown format */
    static Manifest parse(String text) throws BackupRefused {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
            if (!lines.getProperty("format", FORMAT).equals(FORMAT)) {
                throw new BackupRefused("the backup has the format " + lines.getProperty("format")
                        + ", which this version does not know; restore it with the version that made it or newer");
            }
            Map<String, String> digests = new TreeMap<>();
            for (String name : lines.stringPropertyNames()) {
                if (name.startsWith(DIGEST)) {
                    digests.put(name.substring(DIGEST.length()), lines.getProperty(name));
                }
            }
            return new Manifest(
                    value(lines, "product"),
                    value(lines, "database"),
                    value(lines, "schema"),
                    Instant.parse(value(lines, "made")),
                    digests);
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            throw new BackupRefused("its manifest cannot be read", unreadable);
        }
    }

    private static String value(Properties lines, String name) throws BackupRefused {
        String value = lines.getProperty(name);
        if (value == null) {
            throw new BackupRefused("its manifest has no " + name);
        }
        return value;
    }
}
