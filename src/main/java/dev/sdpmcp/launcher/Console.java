package dev.sdpmcp.launcher;

import dev.sdpmcp.launcher.log.Journal;
import dev.sdpmcp.launcher.log.JsonFormatter;
import dev.sdpmcp.launcher.log.Severity;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What the operator reads: facts on standard output, what is wrong on standard error. Lines of text, or JSON objects like those of the
 * log ({@code LOG_FORMAT=json}). Thread-safe.
 */
public final class Console {

    private static final String LOGGER = "dev.sdpmcp.launcher";

    private final PrintStream out;
    private final PrintStream err;
    private final JsonFormatter jsonOut = new JsonFormatter(false);
    private final JsonFormatter jsonErr = new JsonFormatter(true);
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
        print(out, json ? jsonOut.line(Severity.INFO, LOGGER, line) : line + System.lineSeparator());
    }

    /** What takes its time, beside what scripts read. */
    public void note(String line) {
        print(err, json ? jsonErr.line(Severity.INFO, LOGGER, line) : named(Severity.INFO, line));
    }

    /** Something that is no reason not to start. */
    public void warn(String line) {
        print(err, json ? jsonErr.line(Severity.WARN, LOGGER, line) : named(Severity.WARN, "warning: " + line));
    }

    /** A line that names the program, as shells' users expect of errors. */
    public void complain(String line) {
        print(err, json ? jsonErr.line(Severity.ERROR, LOGGER, line) : named(Severity.ERROR, line));
    }

    /** What nobody has thought of, in one line. */
    public void complainOf(RuntimeException fault) {
        complain("the start failed (" + fault + "). This is a defect; the lines above may say more.");
    }

    private static String named(Severity severity, String line) {
        return Journal.prefix(severity) + "sdp-mcp: " + line + System.lineSeparator();
    }

    private static void print(PrintStream stream, String line) {
        stream.print(line);
        stream.flush();
    }
}
