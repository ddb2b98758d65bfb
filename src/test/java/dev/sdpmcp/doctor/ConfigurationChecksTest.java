package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.TestInstallation.line;
import static dev.sdpmcp.doctor.TestInstallation.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of the settings and of the JVM options. */
class ConfigurationChecksTest {

    @TempDir
    Path home;

    private TestInstallation installation;

    @BeforeEach
    void create() {
        installation = new TestInstallation(home);
    }

    private String configuration(String... problems) throws Exception {
        return line(ConfigurationChecks.configuration(installation.unread(problems)));
    }

    private String exposure() throws Exception {
        return line(ConfigurationChecks.exposure(installation.context()));
    }

    private String keys(String keys) throws Exception {
        return line(ConfigurationChecks.apiKeys(
                installation.with("SDP_API_KEYS", keys).context()));
    }

    @Test
    void valid_settings_are_ok() throws Exception {
        assertThat(configuration()).isEqualTo("ok    configuration: 6 variables are set, all are understood");
        assertThat(exposure()).startsWith("ok    exposure: bound to 127.0.0.1");
        assertThat(keys("ann:" + TestInstallation.KEY)).startsWith("ok    api-keys: 1 key");
    }

    @Test
    void reports_every_problem_and_not_only_the_first() throws Exception {
        installation.without("SDP_CLIENT_ID").with("SDP_HTTP_PORT", "99999").with("SDP_DATA_CENTER", "MARS");

        assertThat(configuration().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("FAIL  configuration: SDP_") && line.contains(". Fix: "));
    }

    @Test
    void reports_problems_of_the_file_too() throws Exception {
        assertThat(configuration("/x/.env line 3 is not understood. Write NAME=VALUE."))
                .isEqualTo("FAIL  configuration: /x/.env line 3 is not understood. Fix: Write NAME=VALUE.");
    }

    @Test
    void suggests_a_known_variable_for_an_unknown_one() throws Exception {
        installation.with("SDP_ALOWED_IPS", "10.0.0.1");

        assertThat(configuration())
                .startsWith("warn  configuration: unknown variable SDP_ALOWED_IPS: did you mean SDP_ALLOWED_IPS?");
    }

    @ParameterizedTest
    @CsvSource({"rw-------,ok", "rw-r-----,ok", "rw-r--r--,warn", "rw-rw----,warn"})
    void a_file_with_secrets_should_be_private_to_its_owner(String mode, String outcome) throws Exception {
        Files.createFile(
                home.resolve(".env"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.setPosixFilePermissions(home.resolve(".env"), PosixFilePermissions.fromString(mode));

        assertThat(line(ConfigurationChecks.envFile(installation.unread())))
                .startsWith(outcome)
                .contains(mode);
    }

    @Test
    void needs_no_file() throws Exception {
        assertThat(line(ConfigurationChecks.envFile(installation.unread()))).startsWith("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "change-me-change-me-change-me-please-1",
                "9f8e7d6c5b4a39281706f5e4-password-of-it",
                "k3yk3yk3yQwZx9f8e7d6c5b4a3928170"
            })
    void a_key_that_can_be_guessed_is_reported_by_name(String key) throws Exception {
        assertThat(keys("bob:" + key))
                .startsWith("warn  api-keys")
                .contains("easy to guess: bob")
                .doesNotContain(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SDP_ALLOWED_IPS|*|SDP_ALLOWED_IPS is *",
                "SDP_TRUSTED_PROXIES|0.0.0.0/0|trusts everybody",
                "SDP_DEBUG_REQUESTS|true|SDP_DEBUG_REQUESTS",
                "SDP_PUBLIC_URL|http://mcp.example.com/sse|unencrypted",
                "SDP_PUBLIC_URL|https://mcp.example.com/sse|SDP_ALLOWED_HOSTS does not contain mcp.example.com"
            })
    void settings_that_expose_the_server_are_reported(String name, String value, String finding) throws Exception {
        installation.with(name, value);

        assertThat(exposure()).contains("warn  exposure: ").contains(finding);
    }

    @Test
    void a_listener_for_other_machines_needs_a_proxy_and_names() throws Exception {
        installation.with("SDP_HTTP_HOST", "0.0.0.0").with("SDP_ALLOWED_IPS", "10.0.0.0/8");
        assertThat(exposure()).contains("SDP_TRUSTED_PROXIES is not set").contains("SDP_ALLOWED_HOSTS is not set");

        installation.with("SDP_TRUSTED_PROXIES", "10.0.0.5").with("SDP_ALLOWED_HOSTS", "mcp.example.com");
        assertThat(exposure()).startsWith("ok");
    }

    @Test
    void a_database_on_another_machine_needs_encryption() throws Exception {
        installation
                .with("SDP_DB_HOST", "db.example.com")
                .with("SDP_DB_NAME", "sdp")
                .with("SDP_DB_USER", "sdp")
                .with("SDP_DB_PASSWORD", "pw")
                .with("SDP_DB_SSL", "false")
                .with("SDP_ENCRYPTION_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        assertThat(exposure()).contains("PostgreSQL at db.example.com is not encrypted");

        installation.with("SDP_DB_SSL", "unverified");
        assertThat(exposure())
                .contains("certificate of PostgreSQL at db.example.com is not verified", "SDP_DB_SSL_ROOT_CERT");

        installation.with("SDP_DB_SSL", "true");
        assertThat(exposure()).startsWith("ok");
    }

    @ParameterizedTest
    @CsvSource({"8192,-Xmx768m,ok", "900,-Xmx768m,warn", "8192,-Xmx100m,warn", "2048,-XX:MaxRAMPercentage=90.0,warn"})
    void the_heap_has_to_fit_into_the_memory(long megabytes, String options, String outcome) throws Exception {
        installation.with("SDP_JAVA_OPTS", options);

        assertThat(line(InstallationChecks.memory(installation.unread(), megabytes * 1024 * 1024)))
                .startsWith(outcome);
    }

    private static String memory(TestInstallation installation) throws Exception {
        return line(InstallationChecks.memory(installation.unread(), 8L << 30));
    }

    @Test
    void the_heap_is_read_from_the_files_of_this_program() throws Exception {
        Path project = Path.of("").toAbsolutePath();

        assertThat(memory(new TestInstallation(project))).contains("a heap of 768 MiB");
        assertThat(memory(new TestInstallation(project).with("SDP_JAVA_OPTS", "-Da=b -Xmx2g")))
                .contains("a heap of 2,048 MiB");
    }

    @Test
    void the_heap_of_a_container_is_a_percentage_of_its_memory() throws Exception {
        Path folder = Files.createDirectories(home.resolve("domain-config"));
        // as the Dockerfile does
        Files.copy(Path.of("domain-config/jvm.options"), folder.resolve("jvm.options"));
        Files.copy(Path.of("domain-config/heap-of-container.options"), folder.resolve("heap.options"));

        assertThat(memory(installation)).contains("a heap of 3,686 MiB");
    }

    @Test
    void options_in_comments_are_ignored() throws Exception {
        Path folder = Files.createDirectories(home.resolve("domain-config"));
        Files.writeString(folder.resolve("heap.options"), "-Xmx512m\n# -Xmx9m\n");

        assertThat(memory(installation)).contains("a heap of 512 MiB");
    }

    @ParameterizedTest
    @CsvSource({"1499,warn", "1500,ok"})
    void each_stream_needs_an_open_file(long limit, String outcome) throws Exception {
        assertThat(line(InstallationChecks.openFiles(installation.context(), OptionalLong.of(limit))))
                .startsWith(outcome);
    }

    @Test
    void this_machine_has_a_jdk() throws Exception {
        assertThat(lines(InstallationChecks.jdk())).singleElement().asString().startsWith("ok    jdk: Java ");
    }
}
