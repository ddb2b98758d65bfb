package dev.sdpmcp.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build put into the archive. */
final class ProductVersion {

    private ProductVersion() {}

    static String get() {
        Properties build = new Properties();
        try (InputStream in = ProductVersion.class.getResourceAsStream("/META-INF/sdp-mcp.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return build.getProperty("version", "unknown");
    }
}
