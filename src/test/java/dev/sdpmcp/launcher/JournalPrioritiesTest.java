package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code journalctl -p warning} finds: processes whose standard error is what {@code JOURNAL_STREAM} names. */
@Tag("component")
class JournalPrioritiesTest {

    @TempDir
    Path folder;

    /** Logs as the server does. */
    static final class Logging {

        private Logging() {}

        public static void main(String[] words) {
            Logger logger = Logger.getLogger("dev.sdpmcp.Some");
            logger.severe("failed");
            logger.warning("a refusal");
            logger.info("a call");
        }
    }

    private List<String> said(boolean journal, String... program) throws IOException, InterruptedException {
        Path said = Files.createFile(folder.resolve("said-" + journal));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=domain-config/logging.properties",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(said.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(SDP|SSE|LOG)_.*"));
        String stream = Files.getAttribute(said, "unix:dev") + ":" + Files.getAttribute(said, "unix:ino");
        builder.environment().put("JOURNAL_STREAM", journal ? stream : "1:2");
        // a name that is nearly one of ours, for a warning
        builder.environment().put("SDP_ALOWED_IPS", "10.0.0.0/8");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(said);
    }

    @Test
    void lines_of_the_log_have_their_priority() throws Exception {
        assertThat(said(true, Logging.class.getName()))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("<3>").endsWith("failed"),
                        line -> assertThat(line).startsWith("<4>").endsWith("a refusal"),
                        line -> assertThat(line).startsWith("<6>").endsWith("a call"));
        assertThat(said(false, Logging.class.getName())).hasSize(3).noneMatch(line -> line.startsWith("<"));
    }

    @Test
    void sentences_of_the_launcher_have_theirs() throws Exception {
        List<String> sentences = said(true, Launcher.class.getName(), "--check");

        assertThat(sentences)
                .anySatisfy(line ->
                        assertThat(line).startsWith("<4>sdp-mcp: warning: ").contains("SDP_ALOWED_IPS"))
                .anySatisfy(line -> assertThat(line).startsWith("<3>sdp-mcp: SDP_CLIENT_ID"))
                .allMatch(line -> line.matches("<[34]>sdp-mcp: .*"));
        assertThat(said(false, Launcher.class.getName(), "--check")).allMatch(line -> line.startsWith("sdp-mcp: "));
    }
}
