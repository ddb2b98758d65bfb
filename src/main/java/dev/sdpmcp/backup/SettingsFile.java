package dev.sdpmcp.backup;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.config.reading.ConfigurationSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings in force as lines of an {@code .env} file, including secrets and the content of secret files. */
final class SettingsFile {

    /** Its name in a backup. */
    static final String NAME = "settings.env";

    /** Its name in a data folder that was restored. */
    static final String RESTORED = "restored.env";

    /** Settings that hold only on this machine. */
    private static final Set<String> FOLDERS =
            Set.of(ConfigurationKey.SDP_DATA_DIR.name(), ConfigurationKey.SDP_BACKUP_DIR.name());

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,:;/+=@%*?&~\\[\\]-]*");
    private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)=(?:'([^']*)'|\"([^\"]*)\"|(.*))");

    private SettingsFile() {}

    /** A line for each setting that has a value. */
    static String text(ConfigurationSource source) {
        StringBuilder text = new StringBuilder("# Settings that were in force when the backup was made.\n");
        for (ConfigurationKey key : ConfigurationKey.values()) {
            source.given(key)
                    .map(value -> line(key.name(), value))
                    .or(() -> unreadable(key, source))
                    .ifPresent(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private static Optional<String> unreadable(ConfigurationKey key, ConfigurationSource source) {
        return key.fileVariable()
                .filter(variable -> source.value(variable).isPresent())
                .map(variable -> "# " + variable + " named a file that could not be read");
    }

    /** A value with a line break or with both kinds of quotes cannot be written into such a file. */
    private static String line(String name, String value) {
        if (PLAIN.matcher(value).matches()) {
            return name + "=" + value;
        }
        if (value.lines().count() == 1 && !(value.contains("'") && value.contains("\""))) {
            String quote = value.contains("'") ? "\"" : "'";
            return name + "=" + quote + value + quote;
        }
        return "# " + name + " had a value that cannot be written here";
    }

    /** Reads the result of {@link #text}, without the folders of the other machine. */
    static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            Matcher found = LINE.matcher(line);
            if (found.matches() && !FOLDERS.contains(found.group(1))) {
                values.put(
                        found.group(1),
                        Optional.ofNullable(found.group(2))
                                .or(() -> Optional.ofNullable(found.group(3)))
                                .orElseGet(() -> found.group(4)));
            }
        }
        return values;
    }
}
