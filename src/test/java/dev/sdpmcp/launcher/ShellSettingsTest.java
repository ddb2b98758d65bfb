package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link ShellSettings} and the shell functions of domain-config that use it. */
@Tag("component")
class ShellSettingsTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path home;

    /** A folder works as a class path instead of a jar. */
    @BeforeEach
    void installation() throws IOException {
        Path classes = PROJECT.resolve("target/classes");
        for (String room : List.of("dev/sdpmcp/launcher", "dev/sdpmcp/config", "dev/sdpmcp/text")) {
            try (Stream<Path> files = Files.walk(classes.resolve(room))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(file, home.resolve("target/sdp-mcp-launcher.jar").resolve(classes.relativize(file)));
                }
            }
        }
        for (String script : List.of("domain-config/installation.sh", "domain-config/find-java.sh")) {
            copy(PROJECT.resolve(script), home.resolve(script));
        }
    }

    private static void copy(Path file, Path to) throws IOException {
        Files.createDirectories(to.resolve("..").normalize());
        Files.copy(file, to);
    }

    @Test
    void values_with_quotes_and_number_signs_survive() throws Exception {
        env(
                "SDP_DATA_DIR=\"/srv/it's #1 $HOME `id`\"",
                "export SDP_JAVA_OPTS='-Da=\"b#c\" -Db=\\n*' # more",
                "LOG_LEVEL=debug # for now");

        assertThat(
                        shell(
                                "read_settings SDP_DATA_DIR SDP_JAVA_OPTS LOG_LEVEL SSE_KEEPALIVE_INTERVAL",
                                "printf '%s\\n' \"$SDP_DATA_DIR\" \"$SDP_JAVA_OPTS\" \"$LOG_LEVEL\" \"$SSE_KEEPALIVE_INTERVAL\""))
                .isEqualTo("/srv/it's #1 $HOME `id`\n-Da=\"b#c\" -Db=\\n*\ndebug\n30000\n");
    }

    @Test
    void the_environment_has_precedence() throws Exception {
        env("LOG_LEVEL=debug");

        assertThat(shell("export LOG_LEVEL=warn", "read_settings LOG_LEVEL", "echo \"$LOG_LEVEL\""))
                .isEqualTo("warn\n");
    }

    @Test
    void a_malformed_file_ends_the_script() throws Exception {
        env("this is no assignment");

        assertThat(shell("(read_settings LOG_LEVEL; echo went on)", "echo $?"))
                .contains("sdp-mcp: ", ".env line 1 is malformed")
                .endsWith("\n5\n")
                .doesNotContain("went on");
    }

    @Test
    void prints_no_secret() throws Exception {
        env("SDP_CLIENT_SECRET=hunter2hunter2");

        assertThat(shell("(read_settings SDP_CLIENT_SECRET)", "echo $?"))
                .isEqualTo("sdp-mcp: SDP_CLIENT_SECRET is not a setting for scripts.\n2\n");
    }

    @Test
    void options_depend_on_the_version_of_java() throws Exception {
        assertThat(shell("set -f", "feature=21", "server_options -Xmx1g")).isEqualTo("""
                        @domain-config/jvm.options
                        @domain-config/heap.options
                        @domain-config/collector.options
                        """);
        assertThat(shell("set -f", "feature=25", "server_options ''"))
                .contains("@domain-config/jvm-25.options\n", "@domain-config/collector.options\n");
    }

    @Test
    void another_collector_replaces_the_default() throws Exception {
        assertThat(shell("set -f", "feature=25", "server_options '-Da=* -XX:+UseG1GC -Xmx1g'"))
                .isEqualTo("""
                        @domain-config/jvm.options
                        @domain-config/heap.options
                        @domain-config/jvm-25.options
                        """);
    }

    private void env(String... lines) throws IOException {
        Files.writeString(home.resolve(".env"), String.join("\n", lines) + "\n");
    }

    /** Output of lines in a script that sources installation.sh. */
    private String shell(String... lines) throws Exception {
        String script =
                "set -u\n. domain-config/installation.sh\njava=$JAVA_HOME/bin/java\n" + String.join("\n", lines);
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", script).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SDP_") || name.startsWith("LOG_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
