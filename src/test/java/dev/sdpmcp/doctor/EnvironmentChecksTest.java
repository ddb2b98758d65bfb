package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.FakeProxy.whole;
import static dev.sdpmcp.doctor.TestInstallation.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.persistence.SmallDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of the data folder, the port, the connections to Zoho and the clock. */
@Tag("component")
class EnvironmentChecksTest {

    @TempDir
    Path home;

    private Path data(String mode) throws IOException {
        Path folder = Files.createDirectory(home.resolve("data"));
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    private static String dataFolder(CheckContext context) throws Exception {
        return line(InstallationChecks.dataFolder(context));
    }

    @Test
    void a_missing_folder_is_not_created() throws Exception {
        assertThat(dataFolder(new TestInstallation(home).context()))
                .startsWith("ok")
                .contains("the first start creates it");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void a_folder_that_others_can_read_is_a_warning_and_is_not_changed() throws Exception {
        Path folder = data("rwxr-xr-x");

        assertThat(dataFolder(new TestInstallation(home).context()))
                .contains("warn  data-folder")
                .contains("chmod 700 " + folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-xr-x");
    }

    @ParameterizedTest
    @CsvSource({"2000, ok, can be used", "200, warn, before it is full", "20, FAIL, Make room now"})
    void a_disk_with_little_space_is_reported_before_it_is_full(int mebibytes, String outcome, String words)
            throws Exception {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("data"), mebibytes)) {
            assertThat(dataFolder(new TestInstallation(home).context()))
                    .startsWith(outcome)
                    .contains(words, disk.folder().toString());
        }
    }

    @Test
    void a_file_in_place_of_the_folder_is_a_failure() throws Exception {
        Files.createFile(home.resolve("data"));

        assertThat(dataFolder(new TestInstallation(home).context()))
                .startsWith("FAIL  data-folder")
                .contains("SDP_DATA_DIR");
    }

    @Test
    void a_folder_in_use_by_a_server_is_ok() throws Exception {
        Path folder = data("rwx------");
        CheckContext context = new TestInstallation(home).context();
        assertThat(dataFolder(context)).contains("no server runs on it");
        assertThat(context.isDataFolderHeld()).isFalse();

        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(dataFolder(context)).contains("ok    data-folder").contains("in use by a running server");
            assertThat(context.isDataFolderHeld()).isTrue();
        }
    }

    private String port(int port) throws Exception {
        return port(new TestInstallation(home)
                .with("SDP_HTTP_PORT", Integer.toString(port))
                .context());
    }

    private static String port(CheckContext context) throws Exception {
        return line(new ListenerChecks(context).port());
    }

    @Test
    void a_free_port_is_ok() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(port(free)).startsWith("ok").contains("is free");
    }

    @Test
    void a_port_used_by_another_program_is_a_failure() throws Exception {
        try (FakeProxy web =
                new FakeProxy((request, front, output) -> output.write(whole(200, "text/html", "<html>")))) {
            assertThat(port(web.port()))
                    .startsWith("FAIL")
                    .contains("used by another program")
                    .contains("ss -ltnp");
        }
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(port(silent.getLocalPort())).startsWith("FAIL").contains("used by another program");
        }
    }

    @Test
    void a_running_server_that_is_not_ready_is_reported_with_its_reasons() throws Exception {
        String unready = "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"oauth\",\"status\":\"DOWN\","
                + "\"data\":{\"todo\":\"run --authorize CODE\"}}]}";
        try (FakeProxy ours = new FakeProxy((request, front, output) -> output.write(
                request.path().equals("/health")
                        ? whole(200, "application/json", "{\"transport\":\"sse\",\"uptime\":7}")
                        : whole(503, "application/json", unready)))) {
            assertThat(port(ours.port()))
                    .contains("ok    port: running: an sdp-mcp server answers")
                    .contains("up for 7 s")
                    .contains("FAIL  port: the running server is not ready: oauth. Fix: run --authorize CODE");
        }
    }

    @Test
    void a_running_server_that_refuses_this_address_is_recognised() throws Exception {
        byte[] refusal = whole(
                403,
                "application/json",
                "{\"error\":\"IP not allowed\",\"message\":\"...\",\"requestId\":\"0123456789abcdef\"}");
        try (FakeProxy ours = new FakeProxy((request, front, output) -> output.write(refusal))) {
            CheckContext context = new TestInstallation(home)
                    .with("SDP_HTTP_PORT", Integer.toString(ours.port()))
                    .context();

            assertThat(port(context))
                    .startsWith("warn  port: running: an sdp-mcp server answers")
                    .contains("SDP_ALLOWED_IPS does not contain 127.0.0.1")
                    .doesNotContain("another program");
            assertThat(context.serverRuns()).isTrue();
        }
    }

    @Test
    void a_refusal_of_another_form_is_another_program() throws Exception {
        try (FakeProxy web = new FakeProxy((request, front, output) ->
                output.write(whole(403, "application/json", "{\"error\":\"forbidden\"}")))) {
            assertThat(port(web.port())).startsWith("FAIL").contains("used by another program");
        }
    }

    @Test
    void an_address_of_another_machine_is_a_failure() throws Exception {
        TestInstallation installation =
                new TestInstallation(home).with("SDP_HTTP_HOST", "192.0.2.1").with("SDP_ALLOWED_IPS", "192.0.2.0/24");

        assertThat(port(installation.context())).startsWith("FAIL").contains("SDP_HTTP_HOST");
    }

    private static String upstream(TestInstallation installation) throws Exception {
        return line(new NetworkChecks(installation.context()).upstream());
    }

    @Test
    void any_response_of_the_help_desk_proves_that_it_can_be_reached() throws Exception {
        try (FakeProxy desk = new FakeProxy((request, front, output) -> output.write(whole(404, "text/plain", "")))) {
            String url = "http://127.0.0.1:" + desk.port();
            TestInstallation installation =
                    new TestInstallation(home).with("SDP_BASE_URL", url).with("SDP_ACCOUNTS_URL", url);

            assertThat(upstream(installation).lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("ok    upstream: 127.0.0.1"));
        }
    }

    @Test
    void an_unknown_name_and_a_closed_port_are_different_failures() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        TestInstallation installation = new TestInstallation(home)
                .with("SDP_BASE_URL", "https://desk.invalid")
                .with("SDP_ACCOUNTS_URL", "http://127.0.0.1:" + closed);

        assertThat(upstream(installation))
                .contains("FAIL  upstream: the name desk.invalid cannot be resolved")
                .contains("FAIL  upstream: no connection to 127.0.0.1");
    }

    @Test
    void a_server_without_tls_is_a_failure() throws Exception {
        try (FakeProxy desk = new FakeProxy((request, front, output) -> output.write(1))) {
            String url = "https://127.0.0.1:" + desk.port();

            assertThat(upstream(
                            new TestInstallation(home).with("SDP_BASE_URL", url).with("SDP_ACCOUNTS_URL", url)))
                    .contains("FAIL  upstream: no TLS with 127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,ok", "25,ok", "-35,warn", "40,warn", "-330,FAIL", "400,FAIL"})
    void a_wrong_clock_is_reported(long seconds, String outcome) throws Exception {
        Instant now = Instant.now();
        NetworkChecks network = new NetworkChecks(new TestInstallation(home).context());
        network.recordClock(
                "accounts.example.com",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        now.plusSeconds(seconds).atOffset(ZoneOffset.UTC)),
                now,
                Duration.ZERO);

        assertThat(line(network.clock())).startsWith(outcome).contains("accounts.example.com");
    }

    @Test
    void without_another_clock_the_check_is_skipped() throws Exception {
        assertThat(line(new NetworkChecks(new TestInstallation(home).context()).clock()))
                .startsWith("skip");
    }
}
