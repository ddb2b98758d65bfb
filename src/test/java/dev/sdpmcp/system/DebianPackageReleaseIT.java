package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import dev.sdpmcp.release.UnitFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The package of a release, installed, used, upgraded, removed and purged with dpkg itself, on a {@link ScratchMachine}. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebianPackageReleaseIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();
    private static final Path RELEASE = PROJECT.resolve("target/release");
    private static final Path UNIT = PROJECT.resolve("domain-config/sdp-mcp-sse.service");
    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SETTINGS = "/etc/sdp-mcp/sdp-mcp.env";
    private static final String DATA = "/var/lib/sdp-mcp";

    @TempDir
    static Path folder;

    private static ScratchMachine machine;
    private static String deb;
    /** The last folder of the unit. */
    private static String backups;

    @BeforeAll
    static void layOut() throws IOException {
        try (Stream<Path> files = Files.list(RELEASE)) {
            Path file = files.filter(each -> each.toString().endsWith("_all.deb"))
                    .findFirst()
                    .orElseThrow();
            deb = "/root/" + file.getFileName();
            machine = ScratchMachine.layOut(folder, file);
            String folders = UnitFile.read(UNIT).one("StateDirectory");
            backups = "/var/lib/" + folders.substring(folders.lastIndexOf(' ') + 1);
        }
    }

    @AfterAll
    static void clear() {
        if (machine != null) {
            machine.close();
        }
    }

    private static String dpkg(String... words) {
        String[] command = new String[words.length + 2];
        command[0] = "dpkg";
        // the Java of this machine may be no package
        command[1] = "--force-depends";
        System.arraycopy(words, 0, command, 2, words.length);
        return succeeds(command);
    }

    private static String succeeds(String... words) {
        ChildProcess process = machine.run(words);
        assertThat(process.awaitExit(LIMIT)).as(process.output()).isZero();
        return process.output();
    }

    private static String owners(String... files) {
        return machine.shell("stat -c '%n %U:%G %a' " + String.join(" ", files));
    }

    @Test
    @Order(1)
    void installs_for_a_user_of_its_own_and_starts_nothing() throws IOException {
        assertThat(dpkg("--install", deb)).contains("sdp-mcp: fill in " + SETTINGS);

        assertThat(owners("/etc/sdp-mcp", SETTINGS, DATA, backups, "/usr/bin/sdp-mcp"))
                .isEqualTo(String.join(
                        "\n",
                        "/etc/sdp-mcp root:sdp-mcp 750",
                        SETTINGS + " root:sdp-mcp 640",
                        DATA + " sdp-mcp:sdp-mcp 700",
                        backups + " sdp-mcp:sdp-mcp 700",
                        "/usr/bin/sdp-mcp root:root 755"));
        assertThat(machine.shell("getent passwd sdp-mcp")).endsWith(":" + DATA + ":/usr/sbin/nologin");
        assertThat(machine.shell("dpkg --verify sdp-mcp")).isEmpty();
        assertThat(machine.shell("ls " + DATA)).isEmpty();
        assertThat(machine.shell("ls /usr/share/doc/sdp-mcp"))
                .contains("README.md", "CHANGELOG.md", "copyright", "THIRD-PARTY.txt", "docs", "domain-config");
        assertThat(machine.shell("ls /etc/systemd/system/multi-user.target.wants"))
                .doesNotContain("sdp-mcp");
        assertThat(machine.shell("cat " + SETTINGS))
                .contains("#SDP_DATA_DIR=" + DATA, "sdp-mcp --authorize CODE")
                .doesNotContain("start-sse.sh");
    }

    @Test
    @Order(2)
    void the_unit_names_what_is_installed() throws IOException {
        String text = machine.shell("cat /usr/lib/systemd/system/sdp-mcp-sse.service");
        UnitFile unit = UnitFile.read(Files.writeString(folder.resolveSibling("unit"), text));

        assertThat(text).doesNotContain("/opt/sdp-mcp");
        String program = unit.one("ExecStart").replaceFirst("^/bin/sh ", "").replaceFirst(" .*", "");
        assertThat(machine.run("test", "-f", program).awaitExit(LIMIT))
                .as(program)
                .isZero();
        assertThat(unit.one("EnvironmentFile")).isEqualTo(SETTINGS);
        assertThat(unit.one("User")).isEqualTo("sdp-mcp");
    }

    @Test
    @Order(3)
    void the_command_reads_the_settings_as_the_user_whose_they_are() {
        assertThat(succeeds("sdp-mcp", "--help"))
                .contains("usage: sdp-mcp ", "--verify-audit", "then from " + SETTINGS);
        assertThat(succeeds("setpriv", "--reuid=nobody", "--clear-groups", "sdp-mcp", "--version"))
                .contains("sdp-mcp ");

        ChildProcess empty = machine.run("sdp-mcp", "--check");
        assertThat(empty.awaitExit(LIMIT)).isEqualTo(5);
        assertThat(empty.output()).contains("SDP_CLIENT_ID", "SDP_API_KEYS");

        ChildProcess stranger =
                machine.run("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "sdp-mcp", "--check");
        assertThat(stranger.awaitExit(LIMIT)).isEqualTo(5);
        assertThat(stranger.output()).contains(SETTINGS + " cannot be read by nobody", "sudo sdp-mcp --check");
        assertThat(succeeds("sh", "-c", "cd /root && sdp-mcp --demo --check")).contains("the settings are valid");
    }

    @Test
    @Order(4)
    void serves_backs_up_beside_and_stops() throws Exception {
        int port = FreePort.pick();
        try (ChildProcess desk = OwnServer.startDesk(0)) {
            String address = desk.awaitMark(START);
            Map<String, String> values = Map.of(
                    "SDP_CLIENT_ID", "suite",
                    "SDP_CLIENT_SECRET", "suite-secret",
                    "SDP_INSTANCE_NAME", "itdesk",
                    "SDP_API_KEYS", "ann:" + OwnServer.KEY);
            StringBuilder fill = new StringBuilder("set -e\n");
            values.forEach((name, value) ->
                    fill.append("sed -i 's|^" + name + "=$|" + name + "=" + value + "|' " + SETTINGS + "\n"));
            fill.append("printf 'SDP_REFRESH_TOKEN=suite-refresh\\nSDP_BASE_URL=" + address + "\\nSDP_ACCOUNTS_URL="
                    + address + "\\nSDP_HTTP_PORT=" + port + "\\n' >>" + SETTINGS);
            succeeds("sh", "-c", fill.toString());
            assertThat(succeeds("sdp-mcp", "--check")).contains("the settings are valid");

            try (ChildProcess server = machine.start("ready:", "sdp-mcp")) {
                server.awaitMark(START);
                assertThat(machine.shell("stat -c %U /proc/" + server.pid())).isEqualTo("sdp-mcp");
                HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                        .timeout(LIMIT)
                        .build();
                assertThat(HttpClient.newHttpClient()
                                .send(ready, BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
                succeeds("sdp-mcp", "--backup", backups + "/beside.zip");

                server.terminate();

                assertThat(server.awaitExit(LIMIT)).isZero();
            }
        }
        assertThat(machine.shell("find " + DATA + " ! -user sdp-mcp")).isEmpty();
        assertThat(owners(backups + "/beside.zip")).contains("sdp-mcp:sdp-mcp");
    }

    @Test
    @Order(5)
    void an_upgrade_keeps_settings_with_their_mode_and_data() {
        succeeds("chmod", "600", SETTINGS);

        assertThat(dpkg("--install", deb)).doesNotContain("fill in");

        assertThat(owners(SETTINGS)).endsWith(" 600");
        assertThat(machine.shell("grep -c suite-secret " + SETTINGS)).isEqualTo("1");
        assertThat(machine.shell("ls " + DATA)).contains("program");
    }

    @Test
    @Order(6)
    void removed_it_leaves_settings_and_data_and_purged_the_data_with_a_word() {
        dpkg("--remove", "sdp-mcp");

        assertThat(machine.shell("ls /usr/share/sdp-mcp /usr/lib/systemd/system/sdp-mcp-sse.service /usr/bin/sdp-mcp"))
                .contains("No such file")
                .doesNotContain("sdp-mcp.jar");
        assertThat(machine.run("test", "-f", SETTINGS).awaitExit(LIMIT)).isZero();
        assertThat(machine.shell("ls " + DATA)).doesNotContain("program").isNotEmpty();

        assertThat(dpkg("--purge", "sdp-mcp")).contains(DATA + " is kept", backups + " is kept");

        assertThat(machine.run("test", "-e", "/etc/sdp-mcp").awaitExit(LIMIT)).isEqualTo(1);
        assertThat(machine.shell("ls " + DATA + " " + backups)).contains("encryption-key", "beside.zip");
        assertThat(machine.shell("getent passwd sdp-mcp")).isNotEmpty();
    }

    @Test
    @Order(7)
    void nothing_of_it_came_to_this_machine() {
        assertThat(Path.of("/usr/share/sdp-mcp")).doesNotExist();
    }
}
