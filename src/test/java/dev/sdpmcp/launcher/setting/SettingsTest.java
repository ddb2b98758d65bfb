package dev.sdpmcp.launcher.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.config.reading.ConfigurationKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void the_environment_overrides_the_file_unless_blank() {
        Settings settings = new Settings(
                Map.of("SDP_HTTP_PORT", "1111", "SDP_HTTP_HOST", " "),
                Map.of("SDP_HTTP_PORT", "2222", "SDP_HTTP_HOST", "::1"));

        assertThat(settings.value(ConfigurationKey.SDP_HTTP_PORT)).contains("1111");
        assertThat(settings.value(ConfigurationKey.SDP_HTTP_HOST)).contains("::1");
    }

    @Test
    void the_demo_overrides_both() {
        Settings settings = new Settings(Map.of("SDP_BASE_URL", "https://real.example.com"), Map.of());

        settings.override(ConfigurationKey.SDP_BASE_URL, "http://127.0.0.1:1");

        assertThat(settings.value(ConfigurationKey.SDP_BASE_URL)).contains("http://127.0.0.1:1");
    }

    @Test
    void the_demo_overrides_secret_files() {
        Settings settings = new Settings(
                Map.of("SDP_CLIENT_SECRET_FILE", "/run/secrets/client", "SDP_API_KEYS_FILE", "/run/secrets/keys"),
                Map.of("SDP_REFRESH_TOKEN_FILE", "/run/secrets/token"));

        settings.override(ConfigurationKey.SDP_CLIENT_SECRET, "demo");
        settings.override(ConfigurationKey.SDP_REFRESH_TOKEN, "demo");

        assertThat(settings.isGiven(ConfigurationKey.SDP_API_KEYS)).isTrue();
        assertThat(settings.isGiven(ConfigurationKey.SDP_DB_PASSWORD)).isFalse();
        assertThat(settings.values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SDP_CLIENT_SECRET", "demo",
                        "SDP_REFRESH_TOKEN", "demo",
                        "SDP_API_KEYS_FILE", "/run/secrets/keys"));
    }

    @Test
    void the_application_does_not_see_the_file_of_an_overridden_secret() {
        Settings settings = new Settings(Map.of("SDP_CLIENT_SECRET_FILE", "/run/secrets/client"), Map.of());
        settings.override(ConfigurationKey.SDP_CLIENT_SECRET, "demo");
        try {
            settings.export();

            assertThat(System.getProperty("SDP_CLIENT_SECRET")).isEqualTo("demo");
            assertThat(System.getProperty("SDP_CLIENT_SECRET_FILE")).isEmpty();
        } finally {
            System.clearProperty("SDP_CLIENT_SECRET");
            System.clearProperty("SDP_CLIENT_SECRET_FILE");
        }
    }

    @Test
    void warns_of_unknown_variables_of_environment_and_file() {
        Settings settings = new Settings(Map.of("SDP_API_KEY", "x"), Map.of("SSE_SESION_TIMEOUT", "x"));

        assertThat(settings.warnings())
                .containsExactly(
                        "unknown variable SDP_API_KEY: did you mean SDP_API_KEYS?",
                        "unknown variable SSE_SESION_TIMEOUT: did you mean SSE_SESSION_TIMEOUT?");
    }

    @Test
    void wrong_values_refuse_the_start_with_all_problems() {
        Settings settings = new Settings(Map.of("SDP_HTTP_PORT", "http"), Map.of());

        StartRefused refused = catchThrowableOfType(StartRefused.class, settings::read);

        assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(refused.messages())
                .anyMatch(message -> message.startsWith("SDP_HTTP_PORT"))
                .anyMatch(message -> message.startsWith("SDP_API_KEYS"));
    }
}
