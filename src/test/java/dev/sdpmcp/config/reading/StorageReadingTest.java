package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Postgres;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageReadingTest {

    private static final String ENCRYPTION_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static Given postgres() {
        return Given.soundValues()
                .with("SDP_DB_HOST", "db.example.com")
                .with("SDP_DB_NAME", "sdp_mcp")
                .with("SDP_DB_USER", "mcp")
                .with("SDP_DB_PASSWORD", "secret")
                .with("SDP_ENCRYPTION_KEY", ENCRYPTION_KEY);
    }

    @Test
    void uses_the_embedded_database_by_default() {
        StorageSettings storage = Given.soundValues().read().storage();

        assertThat(storage.postgres()).isEmpty();
        assertThat(storage.encryptionKey()).isEmpty();
        assertThat(storage.dataDirectory())
                .isAbsolute()
                .isEqualTo(Path.of("data").toAbsolutePath());
    }

    @Test
    void uses_postgresql_as_soon_as_its_host_is_set() {
        assertThat(postgres().read().storage().postgres())
                .contains(new Postgres("db.example.com", 5432, "sdp_mcp", "mcp", new Secret("secret"), true));
    }

    @ParameterizedTest
    @CsvSource({"localhost, false", "127.0.0.1, false", "db.example.com, true"})
    void encrypts_the_connection_unless_it_stays_on_this_machine(String host, boolean ssl) {
        assertThat(postgres().with("SDP_DB_HOST", host).read().storage().postgres())
                .map(Postgres::ssl)
                .contains(ssl);
    }

    @Test
    void does_what_is_said_about_ssl() {
        assertThat(postgres().with("SDP_DB_SSL", "false").read().storage().postgres())
                .map(Postgres::ssl)
                .contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SDP_DB_NAME", "SDP_DB_USER", "SDP_DB_PASSWORD", "SDP_ENCRYPTION_KEY"})
    void wants_the_rest_with_a_postgresql_host(String name) {
        assertThat(postgres().without(name).problem()).startsWith(name + " is not set. It is needed with SDP_DB_HOST.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "not base64!", "0123456789abcdef0123456789abcdef"})
    void refuses_an_encryption_key_that_is_not_32_bytes_without_showing_it(String key) {
        assertThat(Given.soundValues().with("SDP_ENCRYPTION_KEY", key).problem())
                .isEqualTo("SDP_ENCRYPTION_KEY is not the base64 form of 32 bytes."
                        + " Make one with: openssl rand -base64 32");
    }

    @Test
    void reads_former_encryption_keys_and_refuses_what_is_none_without_showing_it() {
        Given given = Given.soundValues();

        assertThat(given.with("SDP_PREVIOUS_ENCRYPTION_KEYS", ENCRYPTION_KEY + " , " + ENCRYPTION_KEY)
                        .read()
                        .storage()
                        .previousEncryptionKeys())
                .containsExactly(new Secret(ENCRYPTION_KEY), new Secret(ENCRYPTION_KEY));
        assertThat(given.with("SDP_PREVIOUS_ENCRYPTION_KEYS", ENCRYPTION_KEY + ",c2hvcnQ=")
                        .problem())
                .startsWith("SDP_PREVIOUS_ENCRYPTION_KEYS holds an entry (number 2)")
                .doesNotContain("c2hvcnQ=");
    }

    @Test
    void refuses_a_database_host_that_is_none() {
        assertThat(postgres().with("SDP_DB_HOST", "db:5432/x").problem()).startsWith("SDP_DB_HOST is \"db:5432/x\"");
    }
}
