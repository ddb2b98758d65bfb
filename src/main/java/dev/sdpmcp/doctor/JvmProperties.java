package dev.sdpmcp.doctor;

import java.util.regex.Pattern;

/** The system properties among the JVM options of the server, such as a proxy or a trust store, for this process too. */
final class JvmProperties {

    private static final Pattern PROPERTY = Pattern.compile("(?<=^|\\s)-D([A-Za-z0-9_.-]+)=(\\S*)");

    private JvmProperties() {}

    /** Sets those that are not set; to be called before anything is connected. */
    static void of(String options) {
        PROPERTY.matcher(options).results().forEach(property -> {
            if (System.getProperty(property.group(1)) == null) {
                System.setProperty(property.group(1), property.group(2));
            }
        });
    }
}
