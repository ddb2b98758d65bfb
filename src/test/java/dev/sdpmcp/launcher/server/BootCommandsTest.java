package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootCommandsTest {

    @TempDir
    Path folder;

    @Test
    void substitutes_variables_and_expects_the_values_of_the_commands() throws IOException {
        Path file = Files.write(
                folder.resolve("commands"),
                List.of(
                        "# set not.this=1",
                        "",
                        "set a.b.address=${ENV=SDP_HTTP_HOST}",
                        "set-metrics-configuration --enabled=false --endpoint=elsewhere"));

        BootCommands commands = BootCommands.read(file, Map.of("SDP_HTTP_HOST", "::1"));

        assertThat(commands.expected())
                .isEqualTo(Map.of(
                        "a.b.address", "::1",
                        "configs.config.server-config.microprofile-metrics-configuration.enabled", "false",
                        "configs.config.server-config.microprofile-metrics-configuration.endpoint", "elsewhere"));
        commands.write(folder.resolve("written"));
        assertThat(folder.resolve("written")).content().contains("set a.b.address=::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-boot.asadmin", "post-boot.asadmin"})
    void every_command_can_be_verified(String name) throws IOException {
        Path file = Path.of("domain-config", name);
        long written = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("set"))
                .mapToLong(line -> line.startsWith("set ") ? 1 : line.split(" --").length - 1)
                .sum();

        assertThat(BootCommands.read(file, Map.of("SDP_HTTP_HOST", "127.0.0.1")).expected())
                .hasSize((int) written)
                .doesNotContainValue("${ENV=SDP_HTTP_HOST}");
    }

    @Test
    void a_value_with_the_expected_prefix_is_different() {
        String name = "configs.config.server-config.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size";

        assertThat(BootCommands.hasValue("PlainTextActionReporterSUCCESS\n" + name + "=96\n", name, "96"))
                .isTrue();
        assertThat(BootCommands.hasValue(name + "=960\n", name, "96")).isFalse();
        assertThat(BootCommands.hasValue("", name, "96")).isFalse();
    }
}
