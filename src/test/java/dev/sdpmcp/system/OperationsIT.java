package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import dev.sdpmcp.persistence.TestAuthority;
import dev.sdpmcp.persistence.TlsPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/operations.md and docs/security.md as they stand there, beside a running server under load and with the
 * shipped file of settings as the only set-up; then the same after the loss of settings and data, on what was restored.
 */
@Tag(ServerKind.MICRO_ONLY) // the commands are those of start-sse.sh
@Tag("own-server")
class OperationsIT {

    private static final Pattern ROWS = Pattern.compile("audit trail: ([0-9]+) rows checked");
    private static final String ENCRYPTION_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir
    private static Path installed;

    private static OwnInstallation here;

    @TempDir
    private Path folder;

    private final Map<String, String> shell = new HashMap<>();

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it backs up servers of its own, and another one is given (-Dsdp.url)");
        }
        Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("rwxr-xr-x"));
        here = OwnInstallation.in(installed.resolve("here"));
    }

    @BeforeEach
    void prepare() throws IOException {
        here.lose();
        // all that these commands find in the shell of an operator
        shell.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    }

    private String run(String document, String block) throws Exception {
        return DocumentedCommands.in(document).readIn(here.home()).run(block, shell);
    }

    private String operate(String block) throws Exception {
        return run("docs/operations.md", block);
    }

    @Test
    void the_embedded_database() throws Exception {
        try (ChildProcess zoho = OwnServer.startDesk(0)) {
            URI desk = URI.create(zoho.awaitMark(PATIENCE));
            here.configure(desk, Map.of());
            int called = backedUpUnderLoad();

            here.lose();
            assertWhole(operate("restore"), called);
            operate("restore the settings");

            assertTokensAreOpen(desk);
        }
    }

    /** With the scheduled backup far away, nothing but these commands makes one. */
    private int backedUpUnderLoad() throws Exception {
        try (ChildProcess server = here.start()) {
            int called = NotesAdded.during(here.target(server), () -> {
                assertThat(operate("backup")).contains("backup written to " + here.home() + "/data/backups/");
                operate("backup to a file");
            });
            Path file = Path.of(shell.get("HOME"), "sdp-mcp.zip");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(run("docs/security.md", "verify")).contains("the chain is whole");
            assertThat(here.home().resolve("data/backups").toFile().list()).hasSize(1);
            OwnInstallation.stop(server);
            return called;
        }
    }

    @Test
    void the_encryption_key_and_the_refresh_token_are_changed_beside_the_server() throws Exception {
        try (ChildProcess zoho = OwnServer.startDesk(0)) {
            URI desk = URI.create(zoho.awaitMark(PATIENCE));
            here.configure(desk, Map.of());
            try (ChildProcess server = here.start()) {
                callOnce(here.target(server));
                OwnInstallation.stop(server);
            }
            String old =
                    Files.readString(here.home().resolve("data/encryption-key")).strip();
            here.add("SDP_ENCRYPTION_KEY=" + ENCRYPTION_KEY);
            here.add("SDP_PREVIOUS_ENCRYPTION_KEYS=" + old);
            try (ChildProcess server = here.start()) {
                callOnce(here.target(server));
                assertThat(run("docs/security.md", "re-encrypt")).contains("All 1 rows", "1 of them");
                shell.put("CODE", code(desk));
                assertThat(run("docs/security.md", "authorize again"))
                        .contains("is stored in the database")
                        .doesNotContain(shell.get("CODE"));
                callOnce(here.target(server));
                assertThat(run("docs/security.md", "verify")).contains("the chain is whole");
                OwnInstallation.stop(server);
            }
            here.add("SDP_PREVIOUS_ENCRYPTION_KEYS=");
            Files.delete(here.home().resolve("data/encryption-key"));
            Files.delete(here.home().resolve("data/audit-seal.key"));
            try (ChildProcess server = here.start()) {
                callOnce(here.target(server));
                assertThat(run("docs/security.md", "verify")).contains("the chain is whole");
                OwnInstallation.stop(server);
            }
        }
    }

    @Test
    void root_backs_up_into_a_folder_of_its_own_beside_the_server_of_another_user() throws Exception {
        if (!System.getProperty("user.name").equals("root") || isMissing("setpriv")) {
            throw Deployment.skipped("it starts a server as another user, which only root can (with setpriv)");
        }
        Path home =
                Files.setPosixFilePermissions(Path.of(shell.get("HOME")), PosixFilePermissions.fromString("rwx------"));
        try (ChildProcess zoho = OwnServer.startDesk(0)) {
            URI desk = URI.create(zoho.awaitMark(PATIENCE));
            here.configure(desk, Map.of());
            assertThat(new ProcessBuilder(
                                    "chown",
                                    "10001:10001",
                                    here.home().toString(),
                                    here.home().resolve(".env").toString())
                            .start()
                            .waitFor())
                    .isZero();
            List<String> asAnother =
                    List.of("setpriv", "--reuid=10001", "--regid=10001", "--clear-groups", "./start-sse.sh");
            try (ChildProcess server = ChildProcess.start(here.home(), "ready:", Map.of(), asAnother)) {
                callOnce(here.target(server));

                assertThat(operate("backup to a file")).contains("backup written to " + home);
                assertThat(run("docs/security.md", "verify")).contains("the chain is whole");

                assertThat(Files.getOwner(home.resolve("sdp-mcp.zip")).getName())
                        .isEqualTo("root");
                assertThat(here.home().resolve("data/backups")).isEmptyDirectory();
                assertThat(new ProcessBuilder("find", here.home() + "/data", "-user", "root")
                                .start()
                                .inputReader()
                                .lines())
                        .as("files of root in the folder of the server")
                        .isEmpty();
                OwnInstallation.stop(server);
            }
        }
    }

    private static String code(URI desk) {
        HttpRequest wanted = HttpRequest.newBuilder(desk.resolve("/_sim/codes"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return Json.parse(Http.send(wanted).body()).path("code").asText();
    }

    @Test
    void postgresql() throws Exception {
        TestAuthority authority = TestAuthority.in(folder.resolve("tls"));
        try (TlsPostgres postgres = TlsPostgres.with(authority.issue("database", "DNS:localhost"));
                ChildProcess zoho = OwnServer.startDesk(0)) {
            URI desk = URI.create(zoho.awaitMark(PATIENCE));
            StorageSettings storage = TlsPostgres.settings(
                    folder, "localhost", postgres.port(), Encryption.VERIFIED, Optional.of(authority.certificate()));
            Map<String, String> settings = new HashMap<>(database(storage));
            settings.put("SDP_DB_SSL_ROOT_CERT", authority.certificate().toString());
            here.configure(desk, settings);
            boolean withItsOwn = !isMissing("pg_dump") && !isMissing("psql");
            int called = backedUpUnderLoad();
            if (withItsOwn) {
                operate("postgres backup");
            }

            here.lose();
            emptyDatabase(storage, "restored");
            here.add("SDP_DB_NAME=restored");
            assertWhole(operate("restore"), called);
            operate("restore the settings");
            here.add("SDP_DB_NAME=restored");
            assertTokensAreOpen(desk);

            if (withItsOwn) {
                here.lose();
                emptyDatabase(storage, "dumped");
                here.configure(desk, settings);
                here.add("SDP_DB_NAME=dumped");
                assertWhole(operate("postgres restore"), called);
            }
        }
    }

    private static void emptyDatabase(StorageSettings storage, String name) throws SQLException {
        Postgres postgres = storage.postgres().orElseThrow();
        String url = "jdbc:postgresql://localhost:" + postgres.port() + "/postgres?sslmode=require";
        try (Connection connection = DriverManager.getConnection(
                        url, postgres.user(), postgres.password().reveal());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }

    private static Map<String, String> database(StorageSettings storage) {
        Postgres postgres = storage.postgres().orElseThrow();
        return Map.of(
                "SDP_DB_HOST", postgres.host(),
                "SDP_DB_PORT", Integer.toString(postgres.port()),
                "SDP_DB_NAME", postgres.database(),
                "SDP_DB_USER", postgres.user(),
                "SDP_DB_PASSWORD", postgres.password().reveal(),
                "SDP_ENCRYPTION_KEY", ENCRYPTION_KEY);
    }

    private static boolean isMissing(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .noneMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static void callOnce(Target target) {
        try (TestSession session = TestSession.ready(target)) {
            JsonNode listed = session.tool("list_requests", Json.object("{'page_size':1}"));
            assertThat(listed.path("isError").asBoolean()).as(listed.toString()).isFalse();
        }
    }

    /** Each change that was answered before the backup left an intent at least. */
    private static void assertWhole(String verification, int called) {
        Matcher rows = ROWS.matcher(verification);
        assertThat(rows.find()).as(verification).isTrue();
        assertThat(Integer.parseInt(rows.group(1))).isGreaterThanOrEqualTo(called);
        assertThat(verification).contains("the chain is whole");
    }

    /** A server on the restored database uses the token that is in it. */
    private void assertTokensAreOpen(URI desk) {
        int before = tokenCalls(desk);
        try (ChildProcess server = here.start()) {
            callOnce(here.target(server));
            OwnInstallation.stop(server);
        }
        assertThat(tokenCalls(desk)).isEqualTo(before).isEqualTo(1);
    }

    private static int tokenCalls(URI desk) {
        return Json.parse(Http.send(HttpRequest.newBuilder(desk.resolve("/_sim/requests?path=/oauth/v2/token"))
                                .build())
                        .body())
                .path("count")
                .asInt();
    }
}
