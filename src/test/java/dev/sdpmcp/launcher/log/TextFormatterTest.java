package dev.sdpmcp.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class TextFormatterTest {

    private final TextFormatter lines = new TextFormatter();

    private static LogRecord entry(String message) {
        LogRecord entry = new LogRecord(Level.INFO, message);
        entry.setLoggerName("dev.sdpmcp.events");
        entry.setInstant(Instant.parse("2026-11-22T15:55:53.443999Z"));
        return entry;
    }

    @Test
    void has_time_severity_logger_and_message_in_one_line() {
        assertThat(lines.format(entry("session opened")))
                .matches(
                        "2026-11-2[123]T[0-9]{2}:[0-9]{2}:53\\.443[+-][0-9]{4} INFO dev.sdpmcp.events: session opened\\R");
    }

    @Test
    void substitutes_parameters() {
        LogRecord entry = entry("saying goodbye to {0} sessions");
        entry.setParameters(new Object[] {3});

        assertThat(lines.format(entry)).endsWith(": saying goodbye to 3 sessions" + System.lineSeparator());
    }

    @Test
    void summarises_an_exception_in_the_same_line_without_its_stack() {
        LogRecord entry = entry("failed");
        entry.setThrown(
                new IllegalStateException("no thread\n\tat all", new IllegalArgumentException("none asked for")));

        assertThat(lines.format(entry))
                .hasLineCount(1)
                .contains(
                        "failed - java.lang.IllegalStateException: no thread at all at dev.sdpmcp.",
                        ", caused by java.lang.IllegalArgumentException: none asked for at ")
                .endsWith(System.lineSeparator());
    }

    /** A line may contain text of a client, such as the id of its request. */
    @Test
    void removes_line_breaks_and_escapes_from_a_message() {
        LogRecord entry = entry("Call {0} was given up");
        entry.setParameters(new Object[] {
            "\"a\r\nb\tc\u0085d\u2028e\u2029f\u001b[2Jg\u009bh\u007fi\u202ej \u00e9\u2026\ud83d\ude00\""
        });

        assertThat(lines.format(entry))
                .endsWith(": Call \"a b c d e f [2Jg h i j \u00e9\u2026\ud83d\ude00\" was given up"
                        + System.lineSeparator());
    }

    @Test
    void removes_line_breaks_from_an_exception() {
        LogRecord entry = entry("failed");
        entry.setThrown(new IllegalStateException("no\u2028such\u0085thing"));

        assertThat(lines.format(entry)).contains("failed - java.lang.IllegalStateException: no such thing at ");
    }
}
