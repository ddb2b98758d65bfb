package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments of start-sse.sh for the build, recorded by a stand-in. */
@Tag("component")
class BuildOutputTest {

    @TempDir
    Path project;

    @Test
    void has_colours_only_on_a_terminal() throws Exception {
        Files.createDirectories(project.resolve("domain-config"));
        Files.copy(Path.of("domain-config/find-java.sh"), project.resolve("domain-config/find-java.sh"));
        Files.copy(Path.of("start-sse.sh"), project.resolve("start-sse.sh"));
        Path build = Files.writeString(project.resolve("mvnw"), "#!/bin/sh\necho \"given $*\"\nexit 1\n");
        Files.setPosixFilePermissions(build, PosixFilePermissions.fromString("rwx------"));
        Path said = project.resolve("said");
        ProcessBuilder builder = new ProcessBuilder("sh", "start-sse.sh")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

        Process process = builder.start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said)).contains("given -q -Dstyle.color=never -DskipTests package\n");
        assertThat(process.exitValue()).isEqualTo(10);
    }
}
