package dev.sdpmcp.doctor;

import static dev.sdpmcp.doctor.Front.whole;
import static dev.sdpmcp.doctor.Patient.line;
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

/** Where the server lives and listens, whom it reaches, and by which clock. */
@Tag("component")
class PlaceChecksTest {

    @TempDir
    Path home;

    private Path data(String mode) throws IOException {
        Path folder = Files.createDirectory(home.resolve("data"));
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    private String dataFolder(Patient patient) throws Exception {
        return line(new DataFolderCheck(patient.readChart()));
    }

    @Test
    void a_folder_that_is_not_there_is_not_made() throws Exception {
        assertThat(dataFolder(new Patient(home))).startsWith("ok").contains("the first start makes it");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void a_folder_that_others_can_read_is_told_and_left() throws Exception {
        Path folder = data("rwxr-xr-x");

        assertThat(dataFolder(new Patient(home))).contains("warn  data-folder").contains("chmod 700 " + folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-xr-x");
    }

    @ParameterizedTest
    @CsvSource({"2000, ok, can be used", "200, warn, before it is full", "20, FAIL, Make room now"})
    void a_disk_with_little_room_is_told_before_it_is_full(int mebibytes, String outcome, String words)
            throws Exception {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("data"), mebibytes)) {
            assertThat(dataFolder(new Patient(home)))
                    .startsWith(outcome)
                    .contains(words, disk.folder().toString());
        }
    }

    @Test
    void a_file_in_its_place_is_a_failure() throws Exception {
        Files.createFile(home.resolve("data"));

        assertThat(dataFolder(new Patient(home)))
                .startsWith("FAIL  data-folder")
                .contains("SDP_DATA_DIR");
    }

    @Test
    void a_folder_that_a_server_holds_is_no_fault() throws Exception {
        Path folder = data("rwx------");
        Patient patient = new Patient(home);
        assertThat(dataFolder(patient)).contains("no server runs on it");
        assertThat(patient.chart.isDataFolderHeld()).isFalse();

        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(dataFolder(patient)).contains("ok    data-folder").contains("in use by a running server");
            assertThat(patient.chart.isDataFolderHeld()).isTrue();
        }
    }

    private String port(int port) throws Exception {
        return line(new PortCheck(
                new Patient(home).with("SDP_HTTP_PORT", Integer.toString(port)).readChart()));
    }

    @Test
    void a_free_port_is_free() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(port(free)).startsWith("ok").contains("is free");
    }

    @Test
    void somebody_elses_port_is_a_failure() throws Exception {
        try (Front web = new Front((request, front, output) -> output.write(whole(200, "text/html", "<html>")))) {
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
    void a_server_of_ours_is_running_and_says_what_it_lacks() throws Exception {
        String unready = "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"oauth\",\"status\":\"DOWN\","
                + "\"data\":{\"todo\":\"run --authorize CODE\"}}]}";
        try (Front ours = new Front((request, front, output) -> output.write(
                request.path().equals("/health")
                        ? whole(200, "application/json", "{\"transport\":\"sse\",\"uptime\":7}")
                        : whole(503, "application/json", unready)))) {
            assertThat(port(ours.port()))
                    .contains("ok    port: running: a server of ours answers")
                    .contains("up for 7 s")
                    .contains("FAIL  port: the running server is not ready: oauth. Mend: run --authorize CODE");
        }
    }

    @Test
    void a_server_of_ours_that_admits_others_only_is_running() throws Exception {
        byte[] refusal = whole(
                403,
                "application/json",
                "{\"error\":\"IP not allowed\",\"message\":\"...\",\"requestId\":\"0123456789abcdef\"}");
        try (Front ours = new Front((request, front, output) -> output.write(refusal))) {
            Patient patient = new Patient(home).with("SDP_HTTP_PORT", Integer.toString(ours.port()));

            assertThat(line(new PortCheck(patient.readChart())))
                    .startsWith("warn  port: running: a server of ours answers")
                    .contains("SDP_ALLOWED_IPS does not hold 127.0.0.1")
                    .doesNotContain("another program");
            assertThat(patient.chart.serverRuns()).isTrue();
        }
    }

    @Test
    void what_refuses_in_another_way_is_somebody_else() throws Exception {
        try (Front web = new Front((request, front, output) ->
                output.write(whole(403, "application/json", "{\"error\":\"forbidden\"}")))) {
            assertThat(port(web.port())).startsWith("FAIL").contains("used by another program");
        }
    }

    @Test
    void an_address_of_another_machine_is_a_failure() throws Exception {
        Patient patient = new Patient(home).with("SDP_HTTP_HOST", "192.0.2.1").with("SDP_ALLOWED_IPS", "192.0.2.0/24");

        assertThat(line(new PortCheck(patient.readChart()))).startsWith("FAIL").contains("SDP_HTTP_HOST");
    }

    private static String upstream(Patient patient) throws Exception {
        CheckContext chart = patient.readChart();
        return line(new UpstreamCheck(chart, new ClockCheck(chart)));
    }

    @Test
    void a_help_desk_that_answers_anything_can_be_reached() throws Exception {
        try (Front desk = new Front((request, front, output) -> output.write(whole(404, "text/plain", "")))) {
            String url = "http://127.0.0.1:" + desk.port();
            Patient patient = new Patient(home).with("SDP_BASE_URL", url).with("SDP_ACCOUNTS_URL", url);

            assertThat(upstream(patient).lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("ok    upstream: 127.0.0.1"));
        }
    }

    @Test
    void a_name_that_nobody_knows_and_a_closed_door_are_told_apart() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Patient patient = new Patient(home)
                .with("SDP_BASE_URL", "https://desk.invalid")
                .with("SDP_ACCOUNTS_URL", "http://127.0.0.1:" + closed);

        assertThat(upstream(patient))
                .contains("FAIL  upstream: the name desk.invalid cannot be resolved")
                .contains("FAIL  upstream: no connection to 127.0.0.1");
    }

    @Test
    void what_speaks_no_tls_is_told() throws Exception {
        try (Front desk = new Front((request, front, output) -> output.write(1))) {
            String url = "https://127.0.0.1:" + desk.port();

            assertThat(upstream(new Patient(home).with("SDP_BASE_URL", url).with("SDP_ACCOUNTS_URL", url)))
                    .contains("FAIL  upstream: no TLS with 127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,ok", "25,ok", "-35,warn", "40,warn", "-330,FAIL", "400,FAIL"})
    void a_clock_that_is_wrong_is_told(long seconds, String outcome) throws Exception {
        Instant now = Instant.now();
        ClockCheck clock = new ClockCheck(new Patient(home).readChart());
        clock.heard(
                "accounts.example.com",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        now.plusSeconds(seconds).atOffset(ZoneOffset.UTC)),
                now,
                Duration.ZERO);

        assertThat(line(clock)).startsWith(outcome).contains("accounts.example.com");
    }

    @Test
    void without_another_clock_nothing_is_said() throws Exception {
        assertThat(line(new ClockCheck(new Patient(home).readChart()))).startsWith("skip");
    }
}
