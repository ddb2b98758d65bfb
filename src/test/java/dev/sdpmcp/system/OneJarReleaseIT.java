package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import dev.sdpmcp.release.UnitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** sdp-mcp.jar of a release, from an empty folder to its end; then once more by the words of the systemd unit. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneJarReleaseIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();
    private static final String RELEASE = PROJECT.resolve("target/release").toString();
    private static final String JAR = RELEASE + "/sdp-mcp.jar";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_DATA_DIR", folder.resolve("state").toString());
        return settings;
    }

    private static void call(OwnServer server) {
        try (TestSession session = TestSession.ready(server.target())) {
            assertThat(session.tool("list_requests", Json.object("{'page_size':1}"))
                            .at("/structuredContent/requests/0/display_id")
                            .asText())
                    .isNotEmpty();
        }
    }

    private static List<ProcessHandle> family(OwnServer server) {
        ProcessHandle self = ProcessHandle.of(server.process().pid()).orElseThrow();
        return Stream.concat(Stream.of(self), self.descendants()).toList();
    }

    private static int run(String... words) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SDP_DATA_DIR", folder.resolve("unused").toString());
        environment.put("SDP_API_KEYS", OwnServer.KEY);
        return ended(environment, words).awaitExit(LIMIT);
    }

    private static ChildProcess ended(Map<String, String> environment, String... words) {
        List<String> command = Stream.concat(Stream.of(OwnServer.java(), "-jar", JAR), Stream.of(words))
                .toList();
        ChildProcess process = ChildProcess.start(folder, "never", environment, command);
        process.awaitExit(LIMIT);
        return process;
    }

    @Test
    @Order(1)
    void refuses_as_the_script_does_before_anything_is_unpacked() throws IOException {
        assertThat(run("--deom")).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(run()).as("no client id").isEqualTo(5);
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThat(ended(Map.of("SDP_DATA_DIR", file.resolve("data").toString()), "--demo")
                        .awaitExit(LIMIT))
                .isEqualTo(7);
        assertThat(folder.resolve("unused")).doesNotExist();
        Files.delete(file);
    }

    @Test
    @Order(2)
    void serves_from_an_empty_folder_with_a_file_of_settings_and_stops_in_order() throws Exception {
        DocumentedCommands document = DocumentedCommands.in("docs/deployment.md");
        assertThat(document.run("checksums", Map.of())).contains("sdp-mcp.jar: OK", "sdp-mcp.war: OK");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve(".env"), "SDP_JAVA_OPTS=\"-Dsaid=here -Xmx640m\"\n");
        try (OwnServer server = OwnServer.start(settings(), empty, List.of(OwnServer.java(), "-jar", JAR))) {
            call(server);
            List<ProcessHandle> family = family(server);
            assertThat(family)
                    .hasSize(2)
                    .last()
                    .satisfies(child -> assertThat(child.info().arguments().orElseThrow())
                            .contains("-Dsaid=here", "-Xmx640m")
                            .anyMatch(word -> word.startsWith("-XX:AOTCache=")));
            String port = Integer.toString(server.target().base().getPort());
            assertThat(document.run("health", Map.of("SDP_HTTP_PORT", port))).contains("\"status\":\"ok\"", "UP");

            server.process().terminate();

            assertThat(server.process().awaitExit(LIMIT)).isZero();
            assertThat(family).noneMatch(ProcessHandle::isAlive);
            assertThat(server.process().output())
                    .contains("preparing fast starts")
                    .doesNotContain("\tat ");
        }
        try (Stream<Path> left = Files.list(empty)) {
            assertThat(left).as("written into the folder").containsExactly(empty.resolve(".env"));
        }
    }

    @Test
    @Order(3)
    void starts_by_the_words_of_the_unit_and_leaves_no_orphan_when_it_is_killed() throws IOException {
        UnitFile unit = UnitFile.read(PROJECT.resolve("domain-config/sdp-mcp-sse.service"));
        String start = unit.one("ExecStart").replace("/opt/sdp-mcp", RELEASE);
        Path state = folder.resolve("state");
        Map<String, String> settings = settings();
        for (String pair : unit.all("Environment")) {
            settings.put(
                    pair.substring(0, pair.indexOf('=')),
                    pair.substring(pair.indexOf('=') + 1).replace(unit.one("WorkingDirectory"), state.toString()));
        }
        try (OwnServer server = OwnServer.start(settings, state, List.of(start.split(" ")))) {
            assertThat(server.process().output()).doesNotContain("preparing fast starts");
            call(server);
            backsUpBesideIt(settings);
            theDoctorFindsTheServer(settings);
            List<ProcessHandle> family = family(server);

            server.process().kill();

            Awaitility.await().atMost(LIMIT).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private static void backsUpBesideIt(Map<String, String> settings) {
        Path backup = folder.resolve("backup.zip");
        ChildProcess command = ended(whole(settings), "--backup", backup.toString());
        assertThat(command.awaitExit(LIMIT)).as(command.output()).isZero();
        assertThat(backup).isNotEmptyFile();
    }

    private static Map<String, String> whole(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SDP_API_KEYS", OwnServer.KEY);
        environment.put("SDP_CLIENT_ID", "suite");
        environment.put("SDP_CLIENT_SECRET", "suite-secret");
        environment.put("SDP_INSTANCE_NAME", "itdesk");
        String nobody = "http://127.0.0.1:" + FreePort.pick();
        environment.put("SDP_BASE_URL", nobody);
        environment.put("SDP_ACCOUNTS_URL", nobody);
        return environment;
    }

    /** And the file of settings, which is not where the program is. */
    private static void theDoctorFindsTheServer(Map<String, String> settings) throws IOException {
        Path dotEnv = Files.writeString(folder.resolve(".env"), "LOG_LEVEL=INFO\n");
        Files.setPosixFilePermissions(dotEnv, PosixFilePermissions.fromString("rw-r--r--"));

        String told = ended(whole(settings), "--doctor").output();

        assertThat(told)
                .contains("data-folder", "in use by a running server")
                .contains("chmod 600 " + dotEnv)
                .doesNotContain("\tat ");
        Files.delete(dotEnv);
    }

    @Test
    @Order(4)
    void a_jvm_option_that_does_not_exist_is_a_wrong_setting() {
        Map<String, String> environment = whole(settings());
        environment.put("SDP_JAVA_OPTS", "-Xfoo");

        ChildProcess ended = ended(environment);

        assertThat(ended.awaitExit(LIMIT)).as(ended.output()).isEqualTo(5);
        assertThat(ended.output()).contains("SDP_JAVA_OPTS (Unrecognized option: -Xfoo)");
    }

    @Test
    @Order(5)
    void commands_work_without_a_server() {
        Map<String, String> environment = whole(settings());

        for (String command : List.of("--verify-audit", "--reencrypt")) {
            ChildProcess ended = ended(environment, command);
            assertThat(ended.awaitExit(LIMIT)).as(ended.output()).isZero();
        }
        assertThat(ended(environment, "--authorize", "1000.abc").output()).contains("This is not a code");
    }
}
