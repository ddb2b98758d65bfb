package dev.sdpmcp.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LibraryLogFilterTest {

    private static final int MANY = 500;
    private static final int MISSED = MANY - LibraryLogFilter.MAX_LINES;

    private static String line(Formatter lines, String logger, int second) {
        return line(lines, logger, second, Level.WARNING);
    }

    private static String line(Formatter lines, String logger, int second, Level level) {
        LogRecord entry = new LogRecord(level, "GRIZZLY0013: Exception during FilterChain execution");
        entry.setLoggerName(logger);
        entry.setInstant(Instant.parse("2026-11-22T15:55:00Z").plusSeconds(second));
        return lines.format(entry);
    }

    private static long written(Formatter lines, String logger) {
        return IntStream.range(0, MANY)
                .filter(i -> !line(lines, logger, i % 60).isEmpty())
                .count();
    }

    @Test
    void clients_cannot_flood_the_log_through_the_server() {
        for (Formatter lines : new Formatter[] {new TextFormatter(), new JsonFormatter(), new ConfiguredFormatter()}) {
            assertThat(written(lines, "org.glassfish.grizzly")).isEqualTo(LibraryLogFilter.MAX_LINES);
            assertThat(line(lines, "org.glassfish.grizzly", 61)).contains(Integer.toString(MISSED));
            assertThat(line(lines, "org.glassfish.grizzly", 62)).isNotEmpty().doesNotContain(Integer.toString(MISSED));
        }
    }

    @Test
    void each_logger_has_its_own_limit_and_those_of_this_program_none() {
        TextFormatter lines = new TextFormatter();
        written(lines, "org.glassfish.grizzly");

        assertThat(line(lines, "org.glassfish.jersey", 0)).isNotEmpty();
        assertThat(written(lines, "dev.sdpmcp.events")).isEqualTo(MANY);
    }

    @Test
    void drops_lines_of_a_server_below_warning() {
        TextFormatter lines = new TextFormatter();

        assertThat(line(lines, "jakarta.enterprise.web", 0, Level.INFO)).isEmpty();
        assertThat(line(lines, "PayaraMicro", 0, Level.INFO)).isEmpty();
        assertThat(line(lines, "jakarta.enterprise.web", 0, Level.WARNING)).isNotEmpty();
        assertThat(line(lines, "org.jboss.as.controller", 0, Level.INFO)).isNotEmpty();
        assertThat(line(lines, "dev.sdpmcp.events", 0, Level.FINE)).isNotEmpty();
    }
}
