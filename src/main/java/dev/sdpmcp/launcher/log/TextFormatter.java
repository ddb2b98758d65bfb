package dev.sdpmcp.launcher.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * Formatter with one line of text for each record, without terminal escapes and line breaks, which clients could use to
 * forge lines. The JDK's SimpleFormatter would print stack traces and walk the stack for the caller of every record,
 * which is expensive. Created by the JDK, by its name in logging.properties. Thread-safe.
 */
public final class TextFormatter extends LineFormatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneId.systemDefault());

    /** Line breaks, control characters and invisible characters. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    @Override
    String line(LogRecord entry, int missed) {
        Severity severity = Severity.of(entry.getLevel());
        StringBuilder line = new StringBuilder(256).append(severity.journalPrefix());
        TIME.formatTo(entry.getInstant(), line);
        line.append(' ')
                .append(severity)
                .append(' ')
                .append(entry.getLoggerName())
                .append(": ");
        line.append(safe(String.valueOf(formatMessage(entry))));
        if (entry.getThrown() != null) {
            line.append(" - ").append(safe(summary(entry.getThrown())));
        }
        if (missed > 0) {
            line.append(" (and ").append(missed).append(" more lines of this logger before)");
        }
        return line.append(System.lineSeparator()).toString();
    }

    private static String safe(String text) {
        return UNSAFE.matcher(text).replaceAll(" ");
    }
}
