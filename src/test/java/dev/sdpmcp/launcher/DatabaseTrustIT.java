package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import dev.sdpmcp.persistence.FakePostgres;
import dev.sdpmcp.persistence.TestAuthority;
import dev.sdpmcp.persistence.TlsPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server and commands in front of databases whose certificate is right or wrong. */
@Tag("own-server")
class DatabaseTrustIT {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private TestAuthority authority;

    @BeforeEach
    void settings() throws Exception {
        authority = TestAuthority.in(folder.resolve("tls"));
        environment.putAll(Map.of(
                "SDP_API_KEYS", LauncherProcess.KEY,
                "SDP_HTTP_PORT", Integer.toString(FreePort.pick()),
                "SDP_DATA_DIR", folder.resolve("data").toString(),
                "SDP_DB_HOST", "localhost",
                "SDP_DB_NAME", "postgres",
                "SDP_DB_USER", "postgres",
                "SDP_DB_PASSWORD", "database-password",
                "SDP_DB_SSL", "true",
                "SDP_ENCRYPTION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        environment.putAll(Map.of(
                "SDP_CLIENT_ID", "1000.ABC",
                "SDP_CLIENT_SECRET", "client-secret",
                "SDP_REFRESH_TOKEN", "refresh-token",
                "SDP_INSTANCE_NAME", "itdesk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--verify-audit", "--reencrypt", "--authorize CODE"})
    void a_certificate_that_is_not_trusted_ends_the_start_and_every_command_with_one_sentence(String options)
            throws Exception {
        try (FakePostgres fake = FakePostgres.with(
                authority.selfSigned("evil.example", "DNS:evil.example"), FakePostgres.Login.CLEAR_TEXT)) {
            environment.put("SDP_DB_PORT", Integer.toString(fake.port()));
            String[] words = options.isEmpty() ? new String[0] : options.split(" ");
            try (LauncherProcess script = LauncherProcess.script(environment, words)) {
                assertThat(script.exitCode())
                        .as(String.join("\n", script.lines()))
                        .isEqualTo(12);
                assertThat(script.lines())
                        .noneMatch(line -> line.startsWith("\tat ") || line.contains("database-password"))
                        .filteredOn(line -> line.startsWith("sdp-mcp: PostgreSQL"))
                        .singleElement()
                        .asString()
                        .startsWith("sdp-mcp: PostgreSQL at localhost:" + fake.port()
                                + " has a certificate that is not trusted")
                        .contains("SDP_DB_SSL_ROOT_CERT", "SDP_DB_SSL=unverified");
            }
            assertThat(fake.received()).isEmpty();
        }
    }

    @Test
    void a_certificate_for_another_name_is_told_once_too() throws Exception {
        try (FakePostgres fake =
                FakePostgres.with(authority.issue("evil.example", "DNS:evil.example"), FakePostgres.Login.CLEAR_TEXT)) {
            environment.put("SDP_DB_PORT", Integer.toString(fake.port()));
            environment.put("SDP_DB_SSL_ROOT_CERT", authority.certificate().toString());
            try (LauncherProcess script = LauncherProcess.script(environment, "--verify-audit")) {
                assertThat(script.exitCode()).isEqualTo(12);
                assertThat(script.lines()).singleElement().asString().contains("has a certificate for another name");
            }
            assertThat(fake.received()).isEmpty();
        }
    }

    /** Payara puts a trust store of its own before that of the JDK; the option of the operator wins over both. */
    @Test
    void server_and_commands_take_the_trust_store_of_the_jvm_without_a_root_certificate() throws Exception {
        try (TlsPostgres postgres = TlsPostgres.with(authority.issue("database", "DNS:localhost"))) {
            environment.put("SDP_DB_PORT", Integer.toString(postgres.port()));
            environment.put(
                    "SDP_JAVA_OPTS",
                    "-Djavax.net.ssl.trustStore=" + authority.trustStore()
                            + " -Djavax.net.ssl.trustStorePassword=changeit -Djavax.net.ssl.trustStoreType=PKCS12");
            try (LauncherProcess server = LauncherProcess.script(environment)) {
                server.awaitReady();
                server.terminate();
            }
            try (LauncherProcess script = LauncherProcess.script(environment, "--verify-audit")) {
                assertThat(script.exitCode())
                        .as(String.join("\n", script.lines()))
                        .isZero();
            }
        }
    }
}
