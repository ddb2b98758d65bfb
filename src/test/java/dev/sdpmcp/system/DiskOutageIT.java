package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.persistence.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The data folder of a running server is full, or its file system lost, and comes back: the server goes on without a restart. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-server")
class DiskOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MEBIBYTES = 48;

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();

    @TempDir
    static Path folder;

    private static SmallDisk disk;
    private static OwnServer server;

    private TestSession session;
    private String ticket = "";

    @BeforeAll
    static void start() throws IOException {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it fills the disk of its server, and another server is given (-Dsdp.url)");
        }
        disk = SmallDisk.mount(folder.resolve("data"), MEBIBYTES);
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_ADMIN_API_KEYS", "root:" + GuardedServer.ROOT);
        settings.put("SDP_DATA_DIR", disk.folder().toString());
        server = OwnServer.start(settings);
    }

    @AfterAll
    static void stop() throws IOException {
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            if (disk != null) {
                disk.close();
            }
        }
    }

    @BeforeEach
    void connect() {
        session = TestSession.ready(server.target());
        ticket = session.tool("list_requests", Json.object("{'page_size':1}"))
                .at("/structuredContent/requests/0/id")
                .asText();
        assertThat(ticket).isNotEmpty();
    }

    @AfterEach
    void disconnect() {
        session.close();
    }

    private static RawHttp.Answer readiness() {
        return TwinServers.readiness(server);
    }

    private JsonNode change() {
        return session.tool("add_note", Json.object().put("request_id", ticket).put("text", "Seen"));
    }

    private static boolean isRefused(JsonNode result) {
        return result.path("isError").asBoolean();
    }

    /** Reads work, whatever the disk does; they also leave rows that the database does not take. */
    private void read() {
        JsonNode result = session.tool("get_request", Json.object().put("request_id", ticket));
        assertThat(isRefused(result)).as(result.toString()).isFalse();
    }

    private void awaitRefused() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            read();
            return isRefused(change());
        });
    }

    private void assertRefusedAndNotReady() {
        for (int i = 0; i < 20; i++) {
            JsonNode refused = change();
            assertThat(isRefused(refused)).as(refused.toString()).isTrue();
            assertThat(refused.at("/content/0/text").asText()).contains("Nothing was done");
            assertThat(readiness().status())
                    .as("right after a change was refused")
                    .isEqualTo(503);
            read();
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readiness().body())
                        .contains(
                                "make room on the disk of SDP_DATA_DIR", "changes are refused, since the audit trail"));
    }

    private void assertGoesOn() {
        Awaitility.await().atMost(PATIENCE).until(() -> readiness().status() == 200);
        for (int i = 0; i < 5; i++) {
            JsonNode made = change();
            assertThat(isRefused(made)).as(made.toString()).isFalse();
        }
        read();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readiness().body())
                        .contains("\"state\":\"written\"", "\"journalBytes\":\"0\"", "\"broken\":\"no\""));
    }

    private static double freeBytes() {
        return Scrape.from(server, GuardedServer.ROOT).value("sdp_mcp_data_folder_free_bytes", Map.of());
    }

    @Test
    @Order(1)
    void a_full_disk_stops_changes_until_there_is_room_again() throws IOException {
        assertThat(isRefused(change())).isFalse();
        assertThat(freeBytes()).isBetween(1024.0 * 1024, 1024.0 * 1024 * MEBIBYTES);

        disk.fill();
        Awaitility.await().atMost(PATIENCE).until(() -> readiness().status() == 503);
        awaitRefused();
        assertRefusedAndNotReady();
        assertThat(freeBytes()).isZero();

        disk.makeRoom();
        assertGoesOn();
    }

    @Test
    @Order(2)
    void a_lost_mount_gets_nothing_in_its_place_and_is_used_again_when_it_is_back() throws IOException {
        disk.coverWithEmpty();
        awaitRefused();
        assertRefusedAndNotReady();
        assertThat(disk.files()).noneMatch(name -> name.startsWith("database") || name.startsWith("audit-journal"));

        disk.uncover();
        assertGoesOn();
    }

    @Test
    @Order(3)
    void the_trail_is_whole() {
        session.close();
        server.process().terminate();
        server.process().awaitExit(PATIENCE);

        try (ChildProcess check = ChildProcess.start(
                PROJECT, "the chain is whole", server.environment(), List.of("./start-sse.sh", "--verify-audit"))) {
            assertThat(check.awaitExit(PATIENCE)).as(check.output()).isZero();
            assertThat(check.output()).contains("the chain is whole").doesNotContain("\tat ");
        }
        assertThat(server.process().output()).doesNotContain("Internal error", "\tat ");
    }
}
