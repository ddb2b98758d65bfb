package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.launcher.setting.Home;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProgramTest {

    private final ServerProgram program = new ServerProgram(Home.in(Path.of("home"), Path.of("home")));

    @Test
    void a_server_has_our_collector() {
        assertThat(program.options(List.of("-Xmx1g", "-XX:+UseStringDeduplication", "-XX:-UseG1GC")))
                .contains("@home/domain-config/jvm.options", "@home/domain-config/collector.options");
    }

    @Test
    void another_collector_takes_its_place() {
        for (String other : List.of("-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseZGC")) {
            assertThat(program.options(List.of("-Xmx1g", other)))
                    .contains("@home/domain-config/jvm.options", "@home/domain-config/heap.options")
                    .doesNotContain("@home/domain-config/collector.options");
        }
    }
}
