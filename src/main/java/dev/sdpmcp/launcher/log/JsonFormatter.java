package dev.sdpmcp.launcher.log;

import dev.sdpmcp.text.Excerpt;
import java.time.Instant;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * Formatter with one JSON object for each record ({@code LOG_FORMAT=json}). The members of an event of the application,
 * which is a JSON object itself, are added to the object. Created by the JDK, by its name in logging.properties. Thread-safe.
 */
public final class JsonFormatter extends LineFormatter {

    /** The only logger whose messages are JSON; messages of all others are text. */
    static final String EVENTS = "dev.sdpmcp.events";

    private static final int MAX_LENGTH = 8_192;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f]");

    private final boolean toStandardError;

    /** For lines that go to standard error. */
    public JsonFormatter() {
        this(true);
    }

    /** @param toStandardError whether lines get the prefix for the systemd journal (sd-daemon(3)) */
    public JsonFormatter(boolean toStandardError) {
        this.toStandardError = toStandardError;
    }

    @Override
    String line(LogRecord entry, int missed) {
        StringBuilder line =
                begin(entry.getInstant(), Severity.of(entry.getLevel()), String.valueOf(entry.getLoggerName()));
        String message = String.valueOf(formatMessage(entry));
        if (EVENTS.equals(entry.getLoggerName()) && message.startsWith("{\"") && message.endsWith("}")) {
            line.append(',').append(message, 1, message.length() - 1);
        } else {
            line.append(",\"message\":");
            appendQuoted(line, message);
        }
        if (entry.getThrown() != null) {
            line.append(",\"fault\":");
            appendQuoted(line, summary(entry.getThrown()));
        }
        if (missed > 0) {
            line.append(",\"missedBefore\":").append(missed);
        }
        return line.append("}\n").toString();
    }

    /** The object for a line without a log record, with the current time. */
    public String line(Severity severity, String logger, String message) {
        StringBuilder line = begin(Instant.now(), severity, logger).append(",\"message\":");
        appendQuoted(line, message);
        return line.append("}\n").toString();
    }

    private StringBuilder begin(Instant time, Severity severity, String logger) {
        StringBuilder line = new StringBuilder(256)
                .append(toStandardError ? severity.journalPrefix() : "")
                .append("{\"time\":\"")
                .append(time)
                .append("\",\"level\":\"")
                .append(severity)
                .append("\",\"logger\":");
        appendQuoted(line, logger);
        return line;
    }

    private static void appendQuoted(StringBuilder line, String text) {
        String bounded = Excerpt.of(text, MAX_LENGTH, "...").replaceAll("[\"\\\\]", "\\\\$0");
        line.append('"')
                .append(CONTROL.matcher(bounded)
                        .replaceAll(found ->
                                "\\\\u%04x".formatted((int) found.group().charAt(0))))
                .append('"');
    }
}
