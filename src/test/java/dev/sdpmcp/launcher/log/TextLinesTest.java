package dev.sdpmcp.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    private final TextLines lines = new TextLines();

    private static LogRecord entry(String message) {
        LogRecord entry = new LogRecord(Level.INFO, message);
        entry.setLoggerName("dev.sdpmcp.events");
        entry.setInstant(Instant.parse("2026-11-22T15:55:53.443999Z"));
        return entry;
    }

    @Test
    void says_when_how_grave_who_and_what_in_one_line() {
        assertThat(lines.format(entry("session opened")))
                .matches(
                        "2026-11-2[123]T[0-9]{2}:[0-9]{2}:53\\.443[+-][0-9]{4} INFO dev.sdpmcp.events: session opened\\R");
    }

    @Test
    void fills_in_parameters() {
        LogRecord entry = entry("saying goodbye to {0} sessions");
        entry.setParameters(new Object[] {3});

        assertThat(lines.format(entry)).endsWith(": saying goodbye to 3 sessions" + System.lineSeparator());
    }

    @Test
    void tells_of_an_exception_in_the_same_line_without_its_stack() {
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
}
