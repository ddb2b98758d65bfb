package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The project's own scripts in a folder where everything else is made up: the artefacts, the JDK, and the server that
 * an operator has unpacked.
 */
final class GivenInstallation {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Instant UNPACKED = Instant.parse("2025-11-13T14:33:00Z");

    private final Path home;

    /** @param home empty */
    GivenInstallation(Path home) throws IOException {
        this.home = home;
        try (Stream<Path> files = Files.list(PROJECT.resolve("domain-config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve("sdp-mcp/domain-config").resolve(file.getFileName());
                Files.createDirectories(home.resolve("sdp-mcp/domain-config"));
                Files.copy(file, copy);
            }
        }
        file("sdp-mcp/target/sdp-mcp.war", "application");
        file("sdp-mcp/target/sdp-mcp-launcher.jar", "launcher");
    }

    Path home() {
        return home;
    }

    /** Writes a file that looks as if it had been unpacked with everything else. */
    void file(String name, String... lines) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, String.join("\n", lines) + "\n");
        Files.setLastModifiedTime(file, FileTime.from(UNPACKED));
    }

    void program(String name, String... lines) throws IOException {
        file(name, lines);
        Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * What a script says from its start to its end.
     *
     * @param environment {@code NAME=VALUE}
     */
    String run(String script, List<String> arguments, String... environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", script)
                .directory(home.resolve("sdp-mcp").toFile())
                .redirectErrorStream(true);
        builder.command().addAll(arguments);
        builder.environment().keySet().removeIf(name -> name.startsWith("SDP_") || name.startsWith("AS_"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
