package dev.sdpmcp.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfiguredFormatterTest {

    @AfterEach
    void forget() {
        System.clearProperty("LOG_FORMAT");
    }

    private static String line(String message, Object... parameters) {
        LogRecord entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("org.example");
        entry.setParameters(parameters);
        return new ConfiguredFormatter().format(entry);
    }

    @Test
    void formats_text_unless_json_is_configured() {
        assertThat(line("a fact")).endsWith("WARN org.example: a fact" + System.lineSeparator());

        System.setProperty("LOG_FORMAT", "JSON");

        assertThat(line("a fact")).startsWith("{\"time\":").contains("\"message\":\"a fact\"");
    }

    @Test
    void supports_both_kinds_of_parameters() {
        assertThat(line("took {0} of {1}", 3, "four")).contains(": took 3 of four");
        assertThat(line("took %d of %s", 3, "four")).contains(": took 3 of four");
        assertThat(line("{0} is 100 % full", "it")).contains(": it is 100 % full");
    }
}
