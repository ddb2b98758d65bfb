package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/** The one jar in a process of its own, around a program that says what it was given. OneJarReleaseIT has the real one. */
@Tag("component")
class OneJarTest {

    private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();
    private static final int SAID = 1;

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
            for (String part : List.of("launcher", "config")) {
                try (Stream<Path> files =
                        Files.walk(CLASSES.resolve("dev/sdpmcp").resolve(part))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        put(jar, CLASSES.relativize(file).toString(), Files.readAllBytes(file));
                    }
                }
            }
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
    void hands_a_command_on_with_the_settings_of_this_folder(String line) throws Exception {
        Run run = run(line.split(" "));

        assertThat(run.output()).contains("given " + line, "settings in " + folder.resolve(".env"));
        assertThat(run.exitCode()).isEqualTo(SAID);
    }

    @Test
    void the_doctor_comes_whatever_stands_in_the_settings_and_touches_no_data_folder() throws Exception {
        Files.writeString(folder.resolve(".env"), "no line of this kind\n");

        Run run = run("--doctor", "--json");

        assertThat(run.output()).contains("given --doctor --json", "settings in " + folder.resolve(".env"));
        assertThat(run.exitCode()).isEqualTo(SAID);
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void the_doctor_uses_what_a_start_has_unpacked_and_leaves_the_mode_of_the_folder() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectory(data.resolve("program"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(run("--doctor").output()).contains("given --doctor");

        assertThat(data.resolve("program")).isNotEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void a_jvm_that_does_not_take_its_options_is_a_wrong_setting() throws StartRefused {
        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> OneJar.codeOfServer(1, List.of("-Xfoo")));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(refused.messages()).singleElement().asString().contains("Correct SDP_JAVA_OPTS (-Xfoo)");
        assertThat(OneJar.codeOfServer(1, List.of())).as("some other reason").isEqualTo(1);
        assertThat(OneJar.codeOfServer(12, List.of("-Xmx1g"))).isEqualTo(12);
    }

    @Test
    void what_does_not_go_with_the_doctor_is_refused() throws Exception {
        Run run = run("--doctor", "--demo");

        assertThat(run.output()).contains("--demo does not go with --doctor").doesNotContain("given");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
