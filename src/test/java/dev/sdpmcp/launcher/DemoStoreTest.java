package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.demo.DemoSimulator;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("reports")
class DemoStoreTest {

    @TempDir
    Path data;

    private final Settings settings = new Settings(
            Map.of(
                    "SDP_API_KEYS", "0123456789abcdef0123456789abcdef",
                    "SDP_DB_HOST", "db.example.com",
                    "SDP_DB_NAME", "sdp",
                    "SDP_BACKUP_DIR", "/var/backups/sdp-mcp",
                    "SDP_BACKUP_INTERVAL", "86400000"),
            Map.of());

    @Test
    void a_fresh_desk_has_a_fresh_store_and_the_data_of_the_server_stays() throws Exception {
        Files.writeString(data.resolve("sdp-mcp.mv.db"), "of the server");
        Files.writeString(data.resolve("demo-api-key"), "key");
        DemoStore.begin(data, settings);
        Path store = Path.of(settings.value(ConfigurationKey.SDP_DATA_DIR).orElseThrow());
        Files.createDirectories(store.resolve("backups"));
        Files.writeString(store.resolve("sdp-mcp.mv.db"), "of the first demo");

        DemoStore.begin(data, settings);

        assertThat(store).isEmptyDirectory().hasParent(data);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rwx------");
        assertThat(data.resolve("sdp-mcp.mv.db")).hasContent("of the server");
        assertThat(data.resolve("demo-api-key")).hasContent("key");
    }

    @Test
    void a_demo_uses_no_postgresql_and_no_folder_of_backups() throws Exception {
        DemoSimulator.overrideSettings(settings, "http://127.0.0.1:8085");
        DemoStore.begin(data, settings);

        StorageSettings storage = settings.read().storage();

        assertThat(storage.postgres()).isEmpty();
        assertThat(storage.dataDirectory()).isEqualTo(data.resolve("demo-desk"));
        assertThat(settings.read().backups().folder()).isEqualTo(data.resolve("demo-desk/backups"));
    }

    /** The application reads the environment too, in which the host is still set. */
    @Test
    void the_application_sees_no_postgresql_either() throws Exception {
        DemoStore.begin(data, settings);
        try {
            settings.export();

            assertThat(System.getProperty("SDP_DB_HOST")).isEmpty();
            assertThat(System.getProperty("SDP_BACKUP_DIR")).isEmpty();
        } finally {
            settings.values().keySet().forEach(System::clearProperty);
            System.clearProperty("SDP_DB_HOST");
            System.clearProperty("SDP_BACKUP_DIR");
        }
    }

    @Test
    void a_store_that_cannot_be_made_is_a_refusal() throws Exception {
        Path file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> DemoStore.begin(file, settings))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("SDP_DATA_DIR");
    }
}
