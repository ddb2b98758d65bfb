package dev.sdpmcp.launcher.log;

import dev.sdpmcp.text.Excerpt;
import java.util.StringJoiner;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Formatter with one line for each record; exceptions are summarised without a stack trace. Called for all loggers of a
 * server, so it limits the lines of libraries. Thread-safe.
 */
abstract class LineFormatter extends Formatter {

    private static final int MAX_CAUSES = 5;
    private static final int MAX_MESSAGE = 1_000;

    private final LibraryLogFilter limit = new LibraryLogFilter();

    @Override
    public final String format(LogRecord entry) {
        int missed = limit.admit(entry);
        return missed < 0 ? "" : line(entry, missed);
    }

    /** @param missed number of lines of this logger that were dropped before */
    abstract String line(LogRecord entry, int missed);

    /** Type, message and place of an exception and its causes: bounded and without a line break. */
    static String summary(Throwable thrown) {
        StringJoiner line = new StringJoiner(", caused by ");
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            StackTraceElement[] trace = cause.getStackTrace();
            String text = Excerpt.of(cause.toString(), MAX_MESSAGE, "...").replaceAll("\\p{Cntrl}+", " ");
            line.add(text + (trace.length == 0 ? "" : " at " + trace[0]));
            cause = cause.getCause();
        }
        return line.toString();
    }
}
