package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * sdp-mcp.jar in a separate process, with a stand-in program that prints its arguments. OneJarReleaseIT tests the real
 * one.
 */
@Tag("component")
class OneJarTest {

    private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();
    private static final int SAID = 1;

    /** Two seconds on a quiet machine, where it takes half of one. */
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(10);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private Path temporary;

    private record Run(int exitCode, String output) {}

    @BeforeAll
    static void makeTheJar() throws IOException {
        Path program = shared.resolve("program.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(program))) {
            put(jar, "dev/sdpmcp/launcher/Launcher.class", compiled());
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(shared.resolve("one.jar")))) {
            for (String part : List.of("launcher", "config", "text")) {
                try (Stream<Path> files =
                        Files.walk(CLASSES.resolve("dev/sdpmcp").resolve(part))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        put(jar, CLASSES.relativize(file).toString(), Files.readAllBytes(file));
                    }
                }
            }
            put(
                    jar,
                    "META-INF/sdp-mcp.properties",
                    Files.readAllBytes(Path.of("src/main/resources/META-INF/sdp-mcp.properties")));
            put(jar, "payload/target/sdp-mcp-launcher.jar", Files.readAllBytes(program));
        }
    }

    private static byte[] compiled() throws IOException {
        Path source = Files.writeString(shared.resolve("Launcher.java"), """
                package dev.sdpmcp.launcher;
                public class Launcher {
                    public static void main(String[] words) {
                        System.out.println("given " + String.join(" ", words));
                        System.out.println("settings in " + System.getProperty("dev.sdpmcp.dotenv"));
                        System.exit(%d);
                    }
                }
                """.formatted(SAID));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", shared.toString(), source.toString()))
                .isZero();
        return Files.readAllBytes(shared.resolve("dev/sdpmcp/launcher/Launcher.class"));
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    @BeforeEach
    void makeTemporaryFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    private Run run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                shared.resolve("one.jar").toString(),
                "dev.sdpmcp.launcher.OneJar"));
        command.addAll(List.of(words));
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(SDP|SSE|LOG)_.*"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--authorize 1000.abc", "--reencrypt", "--verify-audit", "--backup copy.zip"})
    void passes_a_command_with_the_settings_of_this_folder(String line) throws Exception {
        Run run = run(line.split(" "));

        assertThat(run.output()).contains("given " + line, "settings in " + folder.resolve(".env"));
        assertThat(run.exitCode()).isEqualTo(SAID);
    }

    @Test
    void the_doctor_runs_with_invalid_settings_and_creates_no_data_folder() throws Exception {
        Files.writeString(folder.resolve(".env"), "no line of this kind\n");

        Run run = run("--doctor", "--json");

        assertThat(run.output()).contains("given --doctor --json", "settings in " + folder.resolve(".env"));
        assertThat(run.exitCode()).isEqualTo(SAID);
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void the_doctor_uses_the_unpacked_program_and_keeps_the_mode_of_the_folder() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectory(data.resolve("program"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(run("--doctor").output()).contains("given --doctor");

        assertThat(data.resolve("program")).isNotEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void settings_come_from_another_file_that_must_exist() throws Exception {
        Path file = Files.writeString(folder.resolve("other.env"), "LOG_LEVEL=info\n");

        assertThat(run("--env", "other.env", "--verify-audit").output())
                .contains("given --verify-audit", "settings in " + file);
        Run missing = run("--verify-audit", "--env", "none.env");
        assertThat(missing.output()).contains("the settings file " + folder.resolve("none.env") + " does not exist");
        assertThat(missing.exitCode()).isEqualTo(5);
        assertThat(run("--env").exitCode()).isEqualTo(2);
    }

    @Test
    void version_and_help_read_no_settings_and_create_no_files() throws Exception {
        Files.writeString(folder.resolve(".env"), "no line of this kind\n");

        assertThat(run("--version").output()).startsWith("sdp-mcp ").contains("(commit ");
        assertThat(run("--help").output()).startsWith("usage: java -jar sdp-mcp.jar ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void the_check_names_all_problems_and_makes_no_connection() throws Exception {
        Files.writeString(
                folder.resolve(".env"), "SDP_HTTP_PORT=99999\nSDP_DATA_CENTER=MARS\nSDP_API_KEY=x\nSDP_CLIENT_ID=c\n");

        Run run = run("--check");

        assertThat(run.output())
                .contains("warning: unknown variable SDP_API_KEY: did you mean SDP_API_KEYS?")
                .contains("SDP_HTTP_PORT", "SDP_DATA_CENTER", "SDP_API_KEYS is not set", "SDP_CLIENT_SECRET")
                .doesNotContain("SDP_CLIENT_ID is not set", "given");
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void the_check_warns_about_valid_settings_that_expose_the_server() throws Exception {
        Files.writeString(
                folder.resolve(".env"),
                "SDP_CLIENT_ID=c\nSDP_CLIENT_SECRET=s\nSDP_INSTANCE_NAME=itdesk\nSDP_API_KEYS="
                        + LauncherProcess.KEY
                        // nobody is there, and nobody is asked
                        + "\nSDP_ALLOWED_IPS=*\nSDP_DB_HOST=192.0.2.1\nSDP_DB_NAME=n\nSDP_DB_USER=u\nSDP_DB_PASSWORD=p"
                        + "\nSDP_DB_SSL=false\nSDP_ENCRYPTION_KEY=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n");
        long began = System.nanoTime();

        Run run = run("--check");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(CHECK_LIMIT);
        assertThat(run.output())
                .contains("warning: SDP_ALLOWED_IPS is *", "warning: the connection to PostgreSQL at 192.0.2.1 is not")
                .endsWith("the settings are valid\n");
        assertThat(run.exitCode()).isZero();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void other_options_with_the_doctor_are_refused() throws Exception {
        Run run = run("--doctor", "--demo");

        assertThat(run.output())
                .contains("--demo cannot be combined with --doctor")
                .doesNotContain("given");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
