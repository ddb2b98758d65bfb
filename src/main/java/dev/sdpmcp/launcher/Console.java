package dev.sdpmcp.launcher;

import dev.sdpmcp.launcher.log.Journal;
import dev.sdpmcp.launcher.log.JsonLines;
import dev.sdpmcp.launcher.log.Severity;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the operator reads: facts on standard output, what is wrong on standard error. Lines of text, or JSON objects like those of the
 * log ({@code LOG_FORMAT=json}). Thread-safe.
 */
public final class Console {

    private static final String LOGGER = "dev.sdpmcp.launcher";

    private final PrintStream out;
    private final PrintStream err;
    private final JsonLines jsonOut = new JsonLines(false);
    private final JsonLines jsonErr = new JsonLines(true);
    private volatile boolean json;

    /** Writes text until {@link #writeAs} says otherwise. */
    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Has all further lines be written as {@code LOG_FORMAT} says; what is wrong with its value is found out elsewhere. */
    void writeAs(@Nullable String logFormat) {
        json = logFormat != null && logFormat.strip().equalsIgnoreCase("json");
    }

    /** A line for people and for scripts. */
    public void say(String line) {
        print(out, json ? object(jsonOut, Level.INFO, line) : line + System.lineSeparator());
    }

    /** What takes its time, beside what scripts read. */
    public void note(String line) {
        print(err, json ? object(jsonErr, Level.INFO, line) : named(Severity.INFO, line));
    }

    /** Something that is no reason not to start. */
    public void warn(String line) {
        print(err, json ? object(jsonErr, Level.WARNING, line) : named(Severity.WARN, "warning: " + line));
    }

    /** A line that names the program, as shells' users expect of errors. */
    public void complain(String line) {
        print(err, json ? object(jsonErr, Level.SEVERE, line) : named(Severity.ERROR, line));
    }

    /** What nobody has thought of, in one line. */
    public void complainOf(RuntimeException fault) {
        complain("the start failed (" + fault + "). This is a defect; the lines above may say more.");
    }

    private static String named(Severity severity, String line) {
        return Journal.prefix(severity) + "sdp-mcp: " + line + System.lineSeparator();
    }

    private static String object(JsonLines lines, Level level, String line) {
        LogRecord entry = new LogRecord(level, line);
        entry.setLoggerName(LOGGER);
        return lines.format(entry);
    }

    private static void print(PrintStream stream, String line) {
        stream.print(line);
        stream.flush();
    }
}
