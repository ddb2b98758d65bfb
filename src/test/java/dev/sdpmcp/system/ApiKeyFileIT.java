package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A server whose secrets come from files, and whose API keys change while it runs. Tests follow each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-server")
class ApiKeyFileIT {

    /** Two looks, two seconds apart, and a busy machine. */
    private static final Duration SECONDS = Duration.ofSeconds(20);

    private static final String ANN = "ann:" + Secrets.used(OwnServer.KEY) + "\n";
    private static final String BOB = "bob:" + Secrets.used(OwnServer.OTHER_KEY) + "\n";
    private static final String EVE = Secrets.used("key-of-eve-aa11bb22cc33dd44ee55ff6677889900");
    private static final String ROOT = GuardedServer.ROOT;

    @TempDir
    static Path folder;

    private Path keys;
    private OwnServer server;

    @BeforeAll
    void start() throws IOException {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped(
                    "it changes the keys of a server of its own, and another one is given (-Dsdp.url)");
        }
        keys = Files.writeString(folder.resolve("api-keys"), "# clients\n" + ANN + BOB);
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_API_KEYS", "");
        settings.put("SDP_API_KEYS_FILE", keys.toString());
        settings.put("SDP_ADMIN_API_KEYS_FILE", secret("admin-keys", "root:" + Secrets.used(ROOT)));
        settings.put("SDP_CLIENT_SECRET", "");
        settings.put("SDP_CLIENT_SECRET_FILE", secret("client-secret", Secrets.used("suite-secret")));
        settings.put("SDP_REFRESH_TOKEN", "");
        settings.put("SDP_REFRESH_TOKEN_FILE", secret("refresh-token", Secrets.used("suite-refresh")));
        settings.put("SSE_SESSION_TIMEOUT", "30m");
        server = OwnServer.start(settings);
    }

    private static String secret(String name, String value) throws IOException {
        return Files.writeString(folder.resolve(name), value + "\n").toString();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private int status(String key) {
        return RawHttp.send(server.target().base(), "GET", "/sessions", key(key))
                .status();
    }

    private void awaitStatus(String key, int status) {
        Awaitility.await().pollInterval(Duration.ofMillis(500)).atMost(SECONDS).until(() -> status(key) == status);
    }

    private long lines(String text) {
        return server.process().lines().filter(line -> line.contains(text)).count();
    }

    private void write(String content) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), content);
        Files.move(next, keys, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    @Order(1)
    void works_with_secrets_of_files() {
        try (TestSession session = TestSession.ready(server.target())) {
            JsonNode result = session.tool("list_requests", Json.object("{'page_size':1}"));

            assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        }
        assertThat(status(EVE)).isEqualTo(401);
        assertThat(lines("API keys changed")).isZero();
    }

    @Test
    @Order(2)
    void lets_a_new_key_in_within_seconds_and_keeps_the_sessions_of_the_others() throws IOException {
        try (TestSession session = TestSession.ready(server.target())) {
            write(ANN + BOB + "eve:" + EVE + "\n");

            awaitStatus(EVE, 200);

            assertThat(session.result("ping", Json.object())).isEmpty();
            assertThat(lines("API keys changed added=eve retired=none changed=none"))
                    .isEqualTo(1);
        }
    }

    @Test
    @Order(3)
    void lists_who_holds_a_key_since_when_and_how_it_is_used() throws Exception {
        try (TestSession session = TestSession.ready(server.target())) {
            assertThat(session.result("ping", Json.object())).isEmpty();
            String said = DocumentedCommands.in("docs/security.md")
                    .run(
                            "keys by hand",
                            Map.of("SERVER", "http://" + server.target().base().getAuthority(), "ADMIN_KEY", ROOT));

            JsonNode listed = Json.parse(said).path("keys");
            assertThat(listed)
                    .extracting(key -> key.path("name").asText())
                    .containsExactly("ann", "bob", "eve", "root");
            assertThat(listed)
                    .extracting(key -> key.path("admin").asBoolean())
                    .containsExactly(false, false, false, true);
            assertThat(listed.get(0).path("sessions").asInt())
                    .as("ours, and those just left")
                    .isPositive();
            assertThat(listed.get(1).path("sessions").asInt()).isZero();
            assertThat(Instant.parse(listed.get(0).path("lastUsed").asText()))
                    .isAfter(Instant.parse(listed.get(0).path("since").asText()));
            assertThat(listed.get(1).has("lastUsed")).isFalse();
            assertThat(said).doesNotContain(OwnServer.KEY, OwnServer.OTHER_KEY, EVE, ROOT);
        }
        assertThat(RawHttp.send(server.target().base(), "GET", "/keys", key(OwnServer.KEY))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(4)
    void retires_a_key_with_its_sessions_and_nobody_elses() throws IOException {
        Target target = server.target();
        Target asEve = new Target(target.base(), EVE, target.otherKey(), target.simulator(), target.pid());
        try (TestSession anns = TestSession.ready(target);
                TestSession eves = TestSession.ready(asEve)) {
            write(ANN + BOB);

            awaitStatus(EVE, 401);
            assertThat(eves.stream().awaitEnd(SECONDS)).isEqualTo(RawStream.End.ORDERLY);
            Awaitility.await().atMost(SECONDS).until(() -> lines("reason=KEY_RETIRED") == 1);
            assertThat(anns.result("ping", Json.object())).isEmpty();
        }
    }

    @Test
    @Order(5)
    void refuses_a_bad_file_as_a_whole_and_says_what_is_wrong() throws IOException {
        write("eve:" + EVE + "\nbob:short\n");
        Awaitility.await().atMost(SECONDS).until(() -> lines("API keys not changed") == 1);

        assertThat(status(OwnServer.KEY)).isEqualTo(200);
        assertThat(status(OwnServer.OTHER_KEY)).isEqualTo(200);
        assertThat(status(EVE)).as("401, or 429 after many of them").isIn(401, 429);
        assertThat(lines("SDP_API_KEYS_FILE (" + keys + ") entry 2 of 2 is a key of 5 characters"))
                .isEqualTo(1);

        write(ANN + BOB);
        Awaitility.await().atMost(SECONDS).until(() -> lines("hold the keys in force again") == 1);
    }

    @Test
    @Order(6)
    void looks_at_once_at_a_hang_up_and_goes_on() throws Exception {
        boolean atOnce = false;
        // a busy machine may be late once, so it may try again
        for (int attempt = 0; attempt < 3 && !atOnce; attempt++) {
            String eve = EVE.substring(1) + attempt;
            write(ANN + BOB + "eve:" + eve + "\n");
            Process kill = new ProcessBuilder(
                            "kill", "-HUP", Long.toString(server.process().pid()))
                    .start();
            assertThat(kill.waitFor()).isZero();
            atOnce = isKnownSoon(eve);
        }
        assertThat(atOnce).isTrue();
        try (TestSession session = TestSession.ready(server.target())) {
            assertThat(session.result("ping", Json.object())).isEmpty();
        }
    }

    /** Sooner than two looks of the clock. */
    private boolean isKnownSoon(String key) throws Exception {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < Duration.ofMillis(1_900).toNanos()) {
            if (status(key) == 200) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }
}
