package dev.sdpmcp.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which version of the program this is. */
final class ProgramVersion {

    private static final String FILE = "/META-INF/sdp-mcp.properties";

    private ProgramVersion() {}

    /** {@code sdp-mcp 1.2.3 (commit 0123456)}, as the build has written it into the jar. */
    static String sentence() {
        Properties build = new Properties();
        try (InputStream file = Objects.requireNonNull(ProgramVersion.class.getResourceAsStream(FILE), FILE)) {
            build.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return "sdp-mcp " + build.getProperty("version") + " (commit " + build.getProperty("commit") + ")";
    }
}
