package dev.sdpmcp.launcher.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line of text for each record; of what was thrown type, message and place, as {@link JsonFormatter} does. The JDK's own
 * SimpleFormatter would add stack traces, and looks for the caller on the stack of every record, which cost a tool call more
 * than its JSON. Named in logging.properties, hence made by the JDK. Thread-safe.
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
        StringBuilder line = new StringBuilder(256).append(Journal.prefix(severity));
        TIME.formatTo(entry.getInstant(), line);
        line.append(' ').append(severity);
        line.append(' ').append(entry.getLoggerName());
        line.append(": ");
        SingleLineText.append(line, String.valueOf(formatMessage(entry)));
        if (entry.getThrown() != null) {
            line.append(" - ");
            SingleLineText.append(line, ThrowableText.inOneLine(entry.getThrown()));
        }
        if (missed > 0) {
            line.append(" (and ").append(missed).append(" more lines of this logger before)");
        }
        return line.append(System.lineSeparator()).toString();
    }
}
