package dev.sdpmcp.launcher.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Formatter with one line of text for each record; exceptions are summarised without a stack trace. The JDK's
 * SimpleFormatter would print stack traces and walk the stack for the caller of every record, which is expensive.
 * Created by the JDK, by its name in logging.properties. Thread-safe.
 */
public final class TextFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneId.systemDefault());

    private final LibraryLogFilter limit = new LibraryLogFilter();

    @Override
    public String format(LogRecord entry) {
        int missed = limit.admit(entry);
        if (missed < 0) {
            return "";
        }
        Severity severity = Severity.of(entry.getLevel());
        StringBuilder line = new StringBuilder(256).append(severity.journalPrefix());
        TIME.formatTo(entry.getInstant(), line);
        line.append(' ').append(severity);
        line.append(' ').append(entry.getLoggerName());
        line.append(": ");
        LogText.appendSingleLine(line, String.valueOf(formatMessage(entry)));
        if (entry.getThrown() != null) {
            line.append(" - ");
            LogText.appendSingleLine(line, LogText.inOneLine(entry.getThrown()));
        }
        if (missed > 0) {
            line.append(" (and ").append(missed).append(" more lines of this logger before)");
        }
        return line.append(System.lineSeparator()).toString();
    }
}
