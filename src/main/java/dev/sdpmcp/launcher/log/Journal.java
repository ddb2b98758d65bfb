package dev.sdpmcp.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether standard error goes to systemd's journal, which takes the priority of a line from a prefix (sd-daemon(3)) and does not show
 * it. Elsewhere the prefix would stand in the line.
 */
public final class Journal {

    /** Device and inode of what systemd has connected (systemd.exec(5)); a redirection in between has others. */
    private static final String VARIABLE = "JOURNAL_STREAM";

    private static final boolean CONNECTED =
            isStream(String.valueOf(System.getenv(VARIABLE)), Path.of("/proc/self/fd/2"));

    private Journal() {}

    /** {@code <4>} for a warning; empty where nobody reads it. */
    public static String prefix(Severity severity) {
        return CONNECTED ? prefixOf(severity) : "";
    }

    static String prefixOf(Severity severity) {
        return "<" + severity.journalPriority() + ">";
    }

    /** @param named {@code DEVICE:INODE} */
    static boolean isStream(String named, Path stream) {
        try {
            return named.equals(Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notUnix) {
            return false;
        }
    }
}
