package dev.sdpmcp.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.launcher.setting.DotEnv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000.plain-value",
                "with blanks # and more",
                "it's",
                "say \"x\"",
                "MDEyMzQ1+/==",
                "$(rm -rf ~)`x`\\",
                "ä"
            })
    void each_value_is_read_as_it_was_written(String value) throws Exception {
        String text = SettingsFile.text(ConfigurationSource.of(Map.of("SDP_CLIENT_SECRET", value)));
        Path file = Files.writeString(folder.resolve(".env"), text);

        assertThat(DotEnv.read(file)).containsEntry("SDP_CLIENT_SECRET", value);
        assertThat(SettingsFile.parse(text)).containsEntry("SDP_CLIENT_SECRET", value);
    }

    @Test
    void a_value_that_cannot_be_written_is_named_without_its_content() {
        String text = SettingsFile.text(ConfigurationSource.of(Map.of("SDP_CLIENT_SECRET", "it's \"odd\"")));

        assertThat(text).contains("# SDP_CLIENT_SECRET had a value").doesNotContain("odd");
        assertThat(SettingsFile.parse(text)).isEmpty();
    }

    @Test
    void folders_are_written_and_not_read() {
        String text = SettingsFile.text(
                ConfigurationSource.of(Map.of("SDP_DATA_DIR", "/data", "SDP_BACKUP_DIR", "/b", "LOG_LEVEL", "debug")));

        assertThat(text).contains("SDP_DATA_DIR=/data\n");
        assertThat(SettingsFile.parse(text)).isEqualTo(Map.of("LOG_LEVEL", "debug"));
    }

    @Test
    void the_content_of_a_secret_file_is_written_and_an_unreadable_file_is_named() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret\n");

        String text = SettingsFile.text(ConfigurationSource.of(
                Map.of("SDP_CLIENT_SECRET_FILE", secret.toString(), "SDP_DB_PASSWORD_FILE", folder + "/none")));

        assertThat(SettingsFile.parse(text)).isEqualTo(Map.of("SDP_CLIENT_SECRET", "the-secret"));
        assertThat(text).contains("# SDP_DB_PASSWORD_FILE named a file");
    }
}
