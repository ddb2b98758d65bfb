package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import dev.sdpmcp.persistence.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("component")
class StorageReadingTest {

    private static final String ENCRYPTION_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static Given postgres() {
        return Given.validValues()
                .with("SDP_DB_HOST", "db.example.com")
                .with("SDP_DB_NAME", "sdp_mcp")
                .with("SDP_DB_USER", "mcp")
                .with("SDP_DB_PASSWORD", "secret")
                .with("SDP_ENCRYPTION_KEY", ENCRYPTION_KEY);
    }

    @Test
    void uses_the_embedded_database_by_default() {
        StorageSettings storage = Given.validValues().read().storage();

        assertThat(storage.postgres()).isEmpty();
        assertThat(storage.encryptionKey()).isEmpty();
        assertThat(storage.dataDirectory())
                .isAbsolute()
                .isEqualTo(Path.of("data").toAbsolutePath());
    }

    @Test
    void uses_postgresql_as_soon_as_its_host_is_set() {
        assertThat(postgres().read().storage().postgres())
                .contains(new Postgres(
                        "db.example.com",
                        5432,
                        "sdp_mcp",
                        "mcp",
                        new Secret("secret"),
                        Encryption.VERIFIED,
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"localhost, NONE", "127.0.0.1, NONE", "::1, NONE", "db.example.com, VERIFIED", "10.0.0.5, VERIFIED"})
    void checks_the_certificate_unless_the_connection_stays_on_this_machine(String host, Encryption encryption) {
        assertThat(postgres().with("SDP_DB_HOST", host).read().storage().postgres())
                .map(Postgres::encryption)
                .contains(encryption);
    }

    @ParameterizedTest
    @CsvSource({"true, VERIFIED", "TRUE, VERIFIED", "unverified, UNVERIFIED", "false, NONE"})
    void an_explicit_ssl_mode_holds_for_every_host(String word, Encryption encryption) {
        for (String host : List.of("localhost", "db.example.com")) {
            assertThat(postgres()
                            .with("SDP_DB_HOST", host)
                            .with("SDP_DB_SSL", word)
                            .read()
                            .storage()
                            .postgres())
                    .map(Postgres::encryption)
                    .contains(encryption);
        }
    }

    @Test
    void refuses_an_unknown_ssl_mode() {
        assertThat(postgres().with("SDP_DB_SSL", "require").problem())
                .startsWith("SDP_DB_SSL is \"require\". Give true")
                .contains("unverified", "false");
    }

    @Test
    void trusts_the_root_certificates_of_a_file_on_loopback_too(@TempDir Path folder) {
        Path root = TestAuthority.in(folder).certificate();

        assertThat(postgres()
                        .with("SDP_DB_HOST", "localhost")
                        .with("SDP_DB_SSL_ROOT_CERT", root.toString())
                        .read()
                        .storage()
                        .postgres())
                .hasValueSatisfying(postgres -> {
                    assertThat(postgres.encryption()).isEqualTo(Encryption.VERIFIED);
                    assertThat(postgres.rootCertificates()).contains(root);
                });
    }

    @ParameterizedTest
    @CsvSource({"unverified", "false"})
    void refuses_root_certificates_that_would_not_be_used(String word, @TempDir Path folder) {
        assertThat(postgres()
                        .with("SDP_DB_SSL", word)
                        .with(
                                "SDP_DB_SSL_ROOT_CERT",
                                TestAuthority.in(folder).certificate().toString())
                        .problem())
                .startsWith("SDP_DB_SSL_ROOT_CERT is set, but with this SDP_DB_SSL no certificate is verified.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing.pem | | not a file",
                "empty.pem | '' | holds no certificate",
                "words.pem | 'not a certificate' | other than X.509 certificates",
                "key.pem | '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' | other than X.509 certificates",
                "folder/ | | not a file"
            })
    void refuses_a_file_without_root_certificates_at_the_start(
            String name, @Nullable String content, String problem, @TempDir Path folder) throws IOException {
        Path file = folder.resolve(name);
        if (name.endsWith("/")) {
            Files.createDirectory(file);
        } else if (content != null) {
            Files.writeString(file, content);
        }

        assertThat(postgres().with("SDP_DB_SSL_ROOT_CERT", file.toString()).problem())
                .startsWith("SDP_DB_SSL_ROOT_CERT is \"" + file + "\"")
                .contains(problem)
                .endsWith("Give a PEM file with one or more root certificates.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SDP_DB_NAME", "SDP_DB_USER", "SDP_DB_PASSWORD", "SDP_ENCRYPTION_KEY"})
    void requires_the_other_settings_with_a_postgresql_host(String name) {
        assertThat(postgres().without(name).problem())
                .startsWith(name + " is not set. It is required with SDP_DB_HOST.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "not base64!", "0123456789abcdef0123456789abcdef"})
    void refuses_an_encryption_key_that_is_not_32_bytes_without_showing_it(String key) {
        assertThat(Given.validValues().with("SDP_ENCRYPTION_KEY", key).problem())
                .isEqualTo("SDP_ENCRYPTION_KEY is not the base64 form of 32 bytes."
                        + " Make one with: openssl rand -base64 32");
    }

    @Test
    void reads_former_encryption_keys_and_refuses_invalid_ones_without_showing_them() {
        Given given = Given.validValues();

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
    void refuses_an_invalid_database_host() {
        assertThat(postgres().with("SDP_DB_HOST", "db:5432/x").problem()).startsWith("SDP_DB_HOST is \"db:5432/x\"");
    }
}
