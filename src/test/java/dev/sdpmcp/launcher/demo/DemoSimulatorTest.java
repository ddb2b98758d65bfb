package dev.sdpmcp.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSimulatorTest {

    @TempDir
    Path folder;

    @Test
    void starts_the_desk_on_a_free_port_and_stops_it() throws Exception {
        long children = ProcessHandle.current().children().count();
        DemoSimulator desk = DemoSimulator.start(FakeDesk.jar(folder.resolve("desk.jar")), () -> {});

        assertThat(desk.url()).startsWith("http://127.0.0.1:1/--port+0+--exit-with-parent");
        assertThat(ProcessHandle.current().children().count()).isEqualTo(children + 1);
        desk.stop();
        assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
    }

    @Test
    void reports_a_desk_that_does_not_start() throws Exception {
        Path broken = Files.createFile(folder.resolve("broken.jar"));

        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> DemoSimulator.start(broken, () -> {}));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.DEMO_DESK);
        assertThat(refused).hasMessageContaining("ended before it was ready");
    }

    @Test
    void overrides_the_configured_instance() throws StartRefused {
        Settings settings = new Settings(
                Map.of(
                        "SDP_API_KEYS", "0123456789abcdef0123456789abcdef",
                        "SDP_BASE_URL", "https://real.example.com",
                        "SDP_CLIENT_SECRET", "real"),
                Map.of());

        DemoSimulator.overrideSettings(settings, "http://127.0.0.1:8085");

        ServerConfiguration read = settings.read();
        assertThat(read.upstream().apiBase()).isEqualTo(URI.create("http://127.0.0.1:8085/app/itdesk/api/v3"));
        assertThat(read.upstream().oauth().accounts()).isEqualTo(URI.create("http://127.0.0.1:8085"));
        assertThat(settings.value(ConfigurationKey.SDP_CLIENT_SECRET)).get().isNotEqualTo("real");
    }
}
