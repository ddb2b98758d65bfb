package dev.sdpmcp.command;

import dev.sdpmcp.config.reading.ConfigurationKey;
import java.util.Map;
import java.util.regex.Pattern;

/** The system properties among the JVM options of the server ({@code SDP_JAVA_OPTS}), such as a proxy or a trust store, for the
 * JVM of a command too: whoever reaches ServiceDesk Plus reaches it in the same way. */
final class JvmProperties {

    private static final Pattern PROPERTY = Pattern.compile("(?<=^|\\s)-D([A-Za-z0-9_.-]+)=(\\S*)");

    private JvmProperties() {}

    /**
     * Sets those that are not set; to be called before anything is connected.
     *
     * @param values of the variables that are set
     */
    static void setFrom(Map<String, String> values) {
        PROPERTY.matcher(values.getOrDefault(ConfigurationKey.SDP_JAVA_OPTS.name(), ""))
                .results()
                .forEach(property -> {
                    if (System.getProperty(property.group(1)) == null) {
                        System.setProperty(property.group(1), property.group(2));
                    }
                });
    }
}
