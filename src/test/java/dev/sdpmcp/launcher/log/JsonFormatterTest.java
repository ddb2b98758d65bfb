package dev.sdpmcp.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.telemetry.EventLog;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonFormatterTest {

    private static JsonNode line(LogRecord entry) throws IOException {
        String line = new JsonFormatter().format(entry);
        assertThat(line).endsWith("}\n").hasLineCount(1);
        return new ObjectMapper().readTree(line);
    }

    private static LogRecord entry(String message) {
        LogRecord entry = new LogRecord(Level.INFO, message);
        entry.setLoggerName(EventLog.LOGGER);
        return entry;
    }

    @Test
    void wraps_a_message() throws IOException {
        JsonNode line = line(entry("two\nlines \"quoted\" \\ and \u0007"));

        assertThat(line.path("message").asText()).isEqualTo("two\nlines \"quoted\" \\ and \u0007");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("logger").asText()).isEqualTo("dev.sdpmcp.events");
        assertThat(line.path("time").asText()).contains("T");
    }

    @Test
    void adds_the_members_of_an_event() throws IOException {
        JsonNode line = line(entry("{\"event\":\"call\",\"ms\":12}"));

        assertThat(line.path("event").asText()).isEqualTo("call");
        assertThat(line.path("ms").asInt()).isEqualTo(12);
        assertThat(line.has("message")).isFalse();
    }

    @Test
    void does_not_add_members_of_other_loggers() throws IOException {
        LogRecord foreign = entry("{\"level\":\"\n" + "x".repeat(20_000) + "}");
        foreign.setLoggerName("org.example.Library");
        foreign.setLevel(Level.WARNING); // below that nothing of others is written

        JsonNode line = line(foreign);

        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("message").asText()).startsWith("{\"level\":").hasSizeLessThan(9_000);
    }

    @Test
    void summarises_an_exception_without_its_stack() throws IOException {
        LogRecord failed = entry("failed");
        failed.setThrown(new IllegalStateException("why", new IOException("because")));

        assertThat(line(failed).path("fault").asText())
                .startsWith("java.lang.IllegalStateException: why at dev.sdpmcp.")
                .contains(", caused by java.io.IOException: because at ")
                .doesNotContain("\n");
    }
}
