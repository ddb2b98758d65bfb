package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.Patient.line;
import static dev.sdpmcp.doctor.Patient.lines;
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

/** What the variables themselves can have wrong. */
class SettingChecksTest {

    @TempDir
    Path home;

    private Patient patient;

    @BeforeEach
    void sound() {
        patient = new Patient(home);
    }

    private String configuration(String... problems) throws Exception {
        return line(new ConfigurationCheck(patient.installation(problems), patient.chart));
    }

    private String exposure() throws Exception {
        return line(new ExposureCheck(patient.installation(), patient.readChart()));
    }

    private String keys(String keys) throws Exception {
        return line(new KeysCheck(patient.with("SDP_API_KEYS", keys).readChart()));
    }

    @Test
    void sound_settings_are_sound() throws Exception {
        assertThat(configuration()).isEqualTo("ok    configuration: 6 variables are set, all are understood");
        assertThat(exposure()).startsWith("ok    exposure: bound to 127.0.0.1");
        assertThat(keys("ann:" + Patient.KEY)).startsWith("ok    api-keys: 1 key");
    }

    @Test
    void tells_every_problem_and_not_only_the_first() throws Exception {
        patient.without("SDP_CLIENT_ID").with("SDP_HTTP_PORT", "99999").with("SDP_DATA_CENTER", "MARS");

        assertThat(configuration().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("FAIL  configuration: SDP_") && line.contains(". Mend: "));
    }

    @Test
    void tells_what_is_wrong_with_the_file_too() throws Exception {
        assertThat(configuration("/x/.env line 3 is not understood. Write NAME=VALUE."))
                .isEqualTo("FAIL  configuration: /x/.env line 3 is not understood. Mend: Write NAME=VALUE.");
    }

    @Test
    void names_what_an_unknown_variable_may_have_meant() throws Exception {
        patient.with("SDP_ALOWED_IPS", "10.0.0.1");

        assertThat(configuration())
                .startsWith("warn  configuration: unknown variable SDP_ALOWED_IPS: did you mean SDP_ALLOWED_IPS?");
    }

    @ParameterizedTest
    @CsvSource({"rw-------,ok", "rw-r-----,ok", "rw-r--r--,warn", "rw-rw----,warn"})
    void a_file_with_secrets_is_for_its_owner(String mode, String outcome) throws Exception {
        Files.createFile(
                home.resolve(".env"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.setPosixFilePermissions(home.resolve(".env"), PosixFilePermissions.fromString(mode));

        assertThat(line(new EnvFileCheck(patient.installation())))
                .startsWith(outcome)
                .contains(mode);
    }

    @Test
    void needs_no_file() throws Exception {
        assertThat(line(new EnvFileCheck(patient.installation()))).startsWith("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "change-me-change-me-change-me-please-1",
                "9f8e7d6c5b4a39281706f5e4-password-of-it",
                "k3yk3yk3yQwZx9f8e7d6c5b4a3928170"
            })
    void a_key_that_can_be_guessed_is_told_by_its_name(String key) throws Exception {
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
    void settings_that_let_in_too_much_are_told(String name, String value, String told) throws Exception {
        patient.with(name, value);

        assertThat(exposure()).contains("warn  exposure: ").contains(told);
    }

    @Test
    void a_listener_for_other_machines_wants_a_proxy_and_names() throws Exception {
        patient.with("SDP_HTTP_HOST", "0.0.0.0").with("SDP_ALLOWED_IPS", "10.0.0.0/8");
        assertThat(exposure()).contains("SDP_TRUSTED_PROXIES is not set").contains("SDP_ALLOWED_HOSTS is not set");

        patient.with("SDP_TRUSTED_PROXIES", "10.0.0.5").with("SDP_ALLOWED_HOSTS", "mcp.example.com");
        assertThat(exposure()).startsWith("ok");
    }

    @Test
    void a_database_across_the_network_wants_encryption() throws Exception {
        patient.with("SDP_DB_HOST", "db.example.com")
                .with("SDP_DB_NAME", "sdp")
                .with("SDP_DB_USER", "sdp")
                .with("SDP_DB_PASSWORD", "pw")
                .with("SDP_DB_SSL", "false")
                .with("SDP_ENCRYPTION_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        assertThat(exposure()).contains("PostgreSQL at db.example.com is not encrypted");

        patient.with("SDP_DB_SSL", "unverified");
        assertThat(exposure())
                .contains("certificate of PostgreSQL at db.example.com is not verified", "SDP_DB_SSL_ROOT_CERT");

        patient.with("SDP_DB_SSL", "true");
        assertThat(exposure()).startsWith("ok");
    }

    @ParameterizedTest
    @CsvSource({"8192,-Xmx768m,ok", "900,-Xmx768m,warn", "8192,-Xmx100m,warn", "2048,-XX:MaxRAMPercentage=90.0,warn"})
    void the_heap_must_fit_into_the_memory(long megabytes, String options, String outcome) throws Exception {
        patient.with("SDP_JAVA_OPTS", options);

        assertThat(line(new MemoryCheck(patient.installation(), megabytes * 1024 * 1024)))
                .startsWith(outcome);
    }

    private static String memory(Patient patient) throws Exception {
        return line(new MemoryCheck(patient.installation(), 8L << 30));
    }

    @Test
    void the_heap_is_the_one_that_the_files_of_this_program_set() throws Exception {
        Path project = Path.of("").toAbsolutePath();

        assertThat(memory(new Patient(project))).contains("a heap of 768 MiB");
        assertThat(memory(new Patient(project).with("SDP_JAVA_OPTS", "-Da=b -Xmx2g")))
                .contains("a heap of 2,048 MiB");
    }

    @Test
    void the_heap_of_a_container_is_its_share() throws Exception {
        Path folder = Files.createDirectories(home.resolve("domain-config"));
        // as the Dockerfile does
        Files.copy(Path.of("domain-config/jvm.options"), folder.resolve("jvm.options"));
        Files.copy(Path.of("domain-config/heap-of-container.options"), folder.resolve("heap.options"));

        assertThat(memory(patient)).contains("a heap of 3,686 MiB");
    }

    @Test
    void what_is_commented_out_does_not_count() throws Exception {
        Path folder = Files.createDirectories(home.resolve("domain-config"));
        Files.writeString(folder.resolve("heap.options"), "-Xmx512m\n# -Xmx9m\n");

        assertThat(memory(patient)).contains("a heap of 512 MiB");
    }

    @ParameterizedTest
    @CsvSource({"1499,warn", "1500,ok"})
    void each_stream_wants_an_open_file(long limit, String outcome) throws Exception {
        assertThat(line(new OpenFilesCheck(patient.readChart(), OptionalLong.of(limit))))
                .startsWith(outcome);
    }

    @Test
    void this_machine_has_a_jdk() throws Exception {
        assertThat(lines(new JdkCheck())).singleElement().asString().startsWith("ok    jdk: Java ");
    }
}
