package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.launcher.setting.InstallationLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProgramTest {

    private final ServerProgram program = new ServerProgram(InstallationLayout.in(Path.of("home"), Path.of("home")));

    @Test
    void a_server_has_the_default_collector() {
        assertThat(program.options(List.of("-Xmx1g", "-XX:+UseStringDeduplication", "-XX:-UseG1GC")))
                .contains("@home/domain-config/jvm.options", "@home/domain-config/collector.options");
    }

    @Test
    void another_collector_replaces_the_default() {
        for (String other : List.of("-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseZGC")) {
            assertThat(program.options(List.of("-Xmx1g", other)))
                    .contains("@home/domain-config/jvm.options", "@home/domain-config/heap.options")
                    .doesNotContain("@home/domain-config/collector.options");
        }
    }

    /** The JVM would accept it, and Payara would read its files in the old folder. */
    @Test
    void a_recording_is_used_only_in_the_folder_where_it_was_made(@TempDir Path folder) throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        ServerProgram here = new ServerProgram(InstallationLayout.in(home, home));
        Files.createDirectories(here.recording().getParent());
        Files.createFile(here.recording());
        assertThat(here.recordingOption()).as("of an unknown place").isEmpty();
        here.markRecorded();
        assertThat(here.recordingOption()).hasSize(1);

        Path moved = Files.move(home, folder.resolve("moved"));

        assertThat(new ServerProgram(InstallationLayout.in(moved, moved)).recordingOption())
                .isEmpty();
    }
}
