package dev.sdpmcp.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.stream.Stream;

/**
 * Severity of a log line, with the names of {@code LOG_LEVEL}, for levels of java.util.logging and of JBoss LogManager;
 * and its prefix for the systemd journal.
 */
@SuppressWarnings("ImmutableEnumChecker") // levels do not change
public enum Severity {
    ERROR(3, Level.SEVERE),
    WARN(4, Level.WARNING),
    INFO(6, Level.INFO),
    DEBUG(7, Level.FINE),
    TRACE(7, Level.FINER);

    /** Device and inode of the stream that systemd has connected (systemd.exec(5)); a redirected stream has others. */
    private static final String VARIABLE = "JOURNAL_STREAM";

    private static final boolean TO_JOURNAL =
            isStream(String.valueOf(System.getenv(VARIABLE)), Path.of("/proc/self/fd/2"));

    private final int journalPriority;
    private final Level lowest;

    Severity(int journalPriority, Level lowest) {
        this.journalPriority = journalPriority;
        this.lowest = lowest;
    }

    static Severity of(Level level) {
        return Stream.of(values())
                .filter(severity -> level.intValue() >= severity.lowest.intValue())
                .findFirst()
                .orElse(TRACE);
    }

    /**
     * Prefix of a line on standard error for the systemd journal (sd-daemon(3)), such as {@code <4>}; empty if standard
     * error is not connected to the journal, where the prefix would be visible.
     */
    public String journalPrefix() {
        return TO_JOURNAL ? prefix() : "";
    }

    /** The lowest level of this severity; the one by which a logger is set to it. */
    Level lowest() {
        return lowest;
    }

    String prefix() {
        return "<" + journalPriority + ">";
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
