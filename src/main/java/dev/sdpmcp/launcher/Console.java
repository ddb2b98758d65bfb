package dev.sdpmcp.launcher;

import dev.sdpmcp.launcher.log.JsonFormatter;
import dev.sdpmcp.launcher.log.Severity;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Output for the operator: results on standard output, problems on standard error, as text or as JSON objects like
 * those of the log ({@code LOG_FORMAT=json}). Thread-safe.
 */
public final class Console {

    private static final String LOGGER = "dev.sdpmcp.launcher";

    private final PrintStream out;
    private final PrintStream err;
    private final JsonFormatter jsonOut = new JsonFormatter(false);
    private final JsonFormatter jsonErr = new JsonFormatter(true);
    private volatile boolean json;

    /** Writes text until {@link #setLogFormat} is called. */
    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Sets the format of all further lines by {@code LOG_FORMAT}, whose value is validated elsewhere. */
    void setLogFormat(@Nullable String logFormat) {
        json = logFormat != null && logFormat.strip().equalsIgnoreCase("json");
    }

    /** Prints a result, for people and scripts. */
    public void print(String line) {
        write(out, json ? jsonOut.line(Severity.INFO, LOGGER, line) : line + System.lineSeparator());
    }

    /** Prints a progress message on standard error. */
    public void note(String line) {
        write(err, json ? jsonErr.line(Severity.INFO, LOGGER, line) : named(Severity.INFO, line));
    }

    /** Prints a warning. */
    public void warn(String line) {
        write(err, json ? jsonErr.line(Severity.WARN, LOGGER, line) : named(Severity.WARN, "warning: " + line));
    }

    /** Prints an error with the name of the program. */
    public void printError(String line) {
        write(err, json ? jsonErr.line(Severity.ERROR, LOGGER, line) : named(Severity.ERROR, line));
    }

    /** Prints an unexpected exception in one line. */
    public void printDefect(RuntimeException fault) {
        printError("the start failed (" + fault + "). This is a defect; see the lines above.");
    }

    private static String named(Severity severity, String line) {
        return severity.journalPrefix() + "sdp-mcp: " + line + System.lineSeparator();
    }

    private static void write(PrintStream stream, String line) {
        stream.print(line);
        stream.flush();
    }
}
