package dev.sdpmcp.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {

    @TempDir
    Path folder;

    /** Includes the numbers of JBoss FATAL, ERROR, WARN, DEBUG and TRACE. */
    @ParameterizedTest
    @CsvSource({
        "1100,ERROR,3",
        "1000,ERROR,3",
        "900,WARN,4",
        "800,INFO,6",
        "700,DEBUG,7",
        "500,DEBUG,7",
        "400,TRACE,7",
        "300,TRACE,7"
    })
    void has_the_names_of_the_setting_and_the_priorities_of_the_journal(int level, String name, int priority) {
        Severity severity = Severity.of(Level.parse(Integer.toString(level)));

        assertThat(severity).hasToString(name);
        assertThat(severity.prefix()).isEqualTo("<" + priority + ">");
    }

    @Test
    void is_in_lines_of_both_formats() {
        LogRecord entry = new LogRecord(Level.WARNING, "a fact");
        entry.setLoggerName("dev.sdpmcp.Some");

        assertThat(new TextFormatter().format(entry))
                .contains(" WARN dev.sdpmcp.Some: a fact")
                .doesNotStartWith("<");
        assertThat(new JsonFormatter().format(entry)).startsWith("{").contains("\"level\":\"WARN\"");
    }

    @Test
    void the_journal_is_recognised_by_device_and_inode() throws IOException {
        Path stream = Files.createFile(folder.resolve("stream"));
        String named = Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");

        assertThat(Severity.isStream(named, stream)).isTrue();
        assertThat(Severity.isStream("1:2", stream)).isFalse();
        assertThat(Severity.isStream("null", stream)).isFalse();
        assertThat(Severity.isStream(named, folder.resolve("none"))).isFalse();
    }
}
