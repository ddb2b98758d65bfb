package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.launcher.setting.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds and commands of {@code start-sse.sh}, in a checkout with stand-ins for Maven and Java. */
@Tag("component")
class StartScriptTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final List<String> ARTEFACTS =
            List.of("sdp-mcp.war", "sdp-mcp-launcher.jar", "sdp-simulator.jar", "payara-micro.jar");
    private static final Instant BUILT = Instant.parse("2025-11-13T14:33:00Z");
    private static final String BUILDS = "Maven was called";
    private static final int NOTHING_BUILT = 10;

    @TempDir
    private Path home;

    private Path checkout;

    private record Run(int exitCode, String said) {}

    @BeforeEach
    void checkOut() throws IOException {
        GivenInstallation installation = new GivenInstallation(home);
        checkout = home.resolve("sdp-mcp");
        installation.program(
                "jdk/bin/java",
                "#!/bin/sh",
                "case \"$*\" in",
                "  -version) echo 'openjdk version \"21.0.1\"' >&2 ;;",
                "  *-Ddev.sdpmcp.dotenv=*ShellSettings*) cat \"${3#*=}\" ;;",
                "  *) echo \"program given: $*\" ;;",
                "esac");
        installation.program("sdp-mcp/mvnw", "#!/bin/sh", "echo '" + BUILDS + "'");
        Files.copy(PROJECT.resolve("start-sse.sh"), checkout.resolve("start-sse.sh"));
        Path help = Path.of("src/main/resources/dev/sdpmcp/launcher/setting/help.txt");
        Files.createDirectories(checkout.resolve(help).getParent());
        Files.copy(PROJECT.resolve(help), checkout.resolve(help));
        Files.createFile(checkout.resolve("pom.xml"));
        for (String artefact : ARTEFACTS) {
            installation.file("sdp-mcp/target/" + artefact, artefact);
        }
    }

    private void changeSource(Instant time) throws IOException {
        Path source = Files.writeString(checkout.resolve("src/main/Source.java"), "// changed");
        Files.setLastModifiedTime(source, FileTime.from(time));
    }

    private void removeArtefacts() throws IOException {
        for (String artefact : ARTEFACTS) {
            Files.delete(checkout.resolve("target").resolve(artefact));
        }
    }

    private Run run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "start-sse.sh"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SDP_"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "--check",
                "--check --env other.env",
                "--doctor",
                "--doctor --json",
                "--authorize 1000.abc",
                "--reencrypt",
                "--verify-audit",
                "--backup copy.zip"
            })
    void a_command_uses_the_existing_build_even_if_a_source_is_newer(String line) throws Exception {
        changeSource(BUILT.plusSeconds(60));

        Run run = run(line.split(" "));

        assertThat(run.said()).contains("program given: ").contains(line).doesNotContain(BUILDS);
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--check", "--doctor", "--backup copy.zip", "--verify-audit"})
    void a_command_before_the_first_build_is_refused(String line) throws Exception {
        removeArtefacts();

        Run run = run(line.split(" "));

        assertThat(run.said()).isEqualTo("sdp-mcp: build first: ./mvnw -DskipTests package\n");
        assertThat(run.exitCode()).isEqualTo(NOTHING_BUILT);
    }

    @Test
    void help_needs_neither_a_build_nor_java() throws Exception {
        removeArtefacts();
        Files.delete(home.resolve("jdk/bin/java"));

        Run run = run("--help");

        assertThat(run.said().strip()).isEqualTo(Options.help());
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_start_builds_only_if_a_source_is_newer() throws Exception {
        changeSource(BUILT.plusSeconds(60));
        assertThat(run().said()).contains(BUILDS);

        assertThat(run().said()).as("after the build").doesNotContain(BUILDS);
    }

    @Test
    void a_start_accepts_another_settings_file_and_no_unknown_option() throws Exception {
        Files.writeString(checkout.resolve("other.env"), "SDP_JAVA_OPTS=-Xmx1g\n");

        assertThat(run("--env", "other.env").said())
                .contains(" -Xmx1g ", "dev.sdpmcp.launcher.Launcher --env other.env");
        assertThat(run("--environment").said()).contains("unknown option --environment");
    }
}
