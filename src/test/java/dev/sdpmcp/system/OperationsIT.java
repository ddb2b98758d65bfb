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
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backup under load and restore elsewhere, by the commands of docs/operations.md as they stand there. "Elsewhere" is a second
 * server on what was restored, in front of the same help desk.
 */
@Tag(ServerKind.MICRO_ONLY) // the commands are those of start-sse.sh
@Tag("own-server")
class OperationsIT {

    private static final Pattern ROWS = Pattern.compile("audit trail: ([0-9]+) rows checked");
    private static final String ENCRYPTION_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final int CALLS_BEFORE = 20;

    @TempDir
    Path folder;

    private DocumentedCommands document;
    private Path backups;

    @BeforeEach
    void prepare() throws IOException {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it backs up servers of its own, and another one is given (-Dsdp.url)");
        }
        document = DocumentedCommands.in("docs/operations.md");
        backups = Files.createDirectories(folder.resolve("backups"));
    }

    @Test
    void the_embedded_database() throws Exception {
        Map<String, String> here = Map.of("SDP_DATA_DIR", folder.resolve("here").toString());
        Map<String, String> there =
                Map.of("SDP_DATA_DIR", folder.resolve("there").toString());
        try (OwnServer server = start(here, Map.of())) {
            URI desk = server.target().simulator().orElseThrow().base();
            int called = underLoad(server, () -> {
                document.run("key", environment(here, desk));
                Files.writeString(folder.resolve(".env"), "SDP_CLIENT_ID=me\n");
                document.readIn(folder).run("settings", environment(here, desk));
                document.run("embedded backup", environment(here, desk));
            });

            assertWhole(document.run("embedded restore", environment(there, desk)), called);
            assertTokensAreOpen(there, desk);
        }
    }

    @Test
    void postgresql() throws Exception {
        if (isMissing("pg_dump") || isMissing("psql")) {
            throw Deployment.skipped("it needs pg_dump and psql (Debian: apt-get install postgresql-client)");
        }
        TestAuthority authority = TestAuthority.in(folder.resolve("tls"));
        try (TlsPostgres postgres = TlsPostgres.with(authority.issue("database", "DNS:localhost"))) {
            StorageSettings storage = TlsPostgres.settings(
                    folder, "localhost", postgres.port(), Encryption.VERIFIED, Optional.of(authority.certificate()));
            Map<String, String> here = new HashMap<>(database(storage));
            here.put("SDP_DB_SSL_ROOT_CERT", authority.certificate().toString());
            here.put("SDP_DATA_DIR", folder.resolve("here").toString());
            backUpAndRestore(here);
        }
    }

    private void backUpAndRestore(Map<String, String> here) throws Exception {
        Map<String, String> there = new HashMap<>(here);
        there.put("SDP_DATA_DIR", folder.resolve("there").toString());
        there.put("SDP_DB_NAME", here.get("SDP_DB_NAME") + "_restored");
        try (OwnServer server = start(here, Map.of())) {
            URI desk = server.target().simulator().orElseThrow().base();
            int called = underLoad(server, () -> document.run("postgres backup", environment(here, desk)));

            assertWhole(document.run("postgres restore", environment(there, desk)), called);
            assertTokensAreOpen(there, desk);
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

    private static OwnServer start(Map<String, String> storage, Map<String, String> desk) {
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.putAll(storage);
        settings.putAll(desk);
        return OwnServer.start(settings);
    }

    /** What an operator's shell has from {@code .env}. */
    private Map<String, String> environment(Map<String, String> storage, URI desk) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SDP_API_KEYS",
                "ann:" + OwnServer.KEY,
                "SDP_CLIENT_ID",
                "suite",
                "SDP_CLIENT_SECRET",
                "suite-secret",
                "SDP_REFRESH_TOKEN",
                "suite-refresh",
                "SDP_INSTANCE_NAME",
                "itdesk",
                "SDP_BASE_URL",
                desk.toString(),
                "SDP_ACCOUNTS_URL",
                desk.toString(),
                "BACKUPS",
                backups.toString()));
        environment.putAll(storage);
        environment.put("PATH", Path.of(OwnServer.java()).getParent() + ":" + System.getenv("PATH"));
        return environment;
    }

    /** Work that may fail in the ways of commands. */
    private interface Commands {
        void run() throws IOException, InterruptedException;
    }

    /** Runs it while a client changes tickets; says how many changes were answered before it began. */
    private static int underLoad(OwnServer server, Commands work) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> keepAddingNotes(server, answered, enough));
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> answered.get() >= CALLS_BEFORE || load.isDone());
            int before = answered.get();
            work.run();
            assertThat(answered.get()).as("calls went on during the backup").isGreaterThan(before);
            return before;
        } finally {
            enough.set(true);
            await(load);
        }
    }

    private static void await(CompletableFuture<Void> load) throws InterruptedException {
        try {
            load.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("the load failed", failed.getCause());
        }
    }

    private static void keepAddingNotes(OwnServer server, AtomicInteger answered, AtomicBoolean enough) {
        try (TestSession session = TestSession.ready(server.target())) {
            String ticket = session.tool("list_requests", Json.object("{'page_size':1}"))
                    .at("/structuredContent/requests/0/display_id")
                    .asText();
            while (!enough.get()) {
                JsonNode result =
                        session.tool("add_note", Json.object("{'text':'n'}").put("request_id", ticket));
                assertThat(result.path("isError").asBoolean())
                        .as(result.toString())
                        .isFalse();
                answered.incrementAndGet();
            }
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
    private void assertTokensAreOpen(Map<String, String> storage, URI desk) {
        Map<String, String> same = Map.of("SDP_BASE_URL", desk.toString(), "SDP_ACCOUNTS_URL", desk.toString());
        int before = tokenCalls(desk);
        try (OwnServer restored = start(storage, same);
                TestSession session = TestSession.ready(restored.target())) {
            JsonNode listed = session.tool("list_requests", Json.object("{'page_size':1}"));
            assertThat(listed.path("isError").asBoolean()).as(listed.toString()).isFalse();
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
