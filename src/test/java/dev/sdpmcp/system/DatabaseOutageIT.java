package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.persistence.MortalPostgres;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL and one help desk: they share the token and the trail, and outlive their database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();

    @TempDir
    static Path folder;

    private MortalPostgres postgres;
    private final List<OwnServer> servers = new ArrayList<>();
    private URI desk = URI.create("http://127.0.0.1");

    @BeforeAll
    void start() {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it kills a database of its own, and another server is given (-Dsdp.url)");
        }
        postgres = MortalPostgres.start(folder);
        OwnServer one = OwnServer.start(settings("one"));
        servers.add(one);
        desk = one.target().simulator().orElseThrow().base();
        Map<String, String> sameDesk = settings("two");
        sameDesk.put("SDP_BASE_URL", desk.toString());
        sameDesk.put("SDP_ACCOUNTS_URL", desk.toString());
        servers.add(OwnServer.start(sameDesk));
    }

    private Map<String, String> settings(String name) {
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_ADMIN_API_KEYS", "root:" + GuardedServer.ROOT);
        settings.put("SDP_DATA_DIR", folder.resolve(name).toString());
        settings.put("SDP_DB_HOST", "127.0.0.1");
        settings.put("SDP_DB_PORT", Integer.toString(postgres.port()));
        settings.put("SDP_DB_NAME", "postgres");
        settings.put("SDP_DB_USER", "postgres");
        settings.put("SDP_DB_PASSWORD", "postgres");
        settings.put("SDP_ENCRYPTION_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        return settings;
    }

    @AfterAll
    void stop() {
        for (int i = servers.size() - 1; i >= 0; i--) {
            servers.get(i).close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private JsonNode log(String query) {
        return Json.parse(Http.send(HttpRequest.newBuilder(desk.resolve("/_sim/requests?" + query))
                        .build())
                .body());
    }

    @Test
    @Order(1)
    void two_servers_whose_first_calls_come_at_once_make_one_token_call() {
        new Simulator(desk).slow("/oauth/v2/token", 2_000, 10);
        List<TestSession> sessions = servers.stream()
                .map(server -> TestSession.ready(server.target()))
                .toList();
        try {
            List<Long> ids = sessions.stream()
                    .map(session -> session.sendTool("list_requests", Json.object("{'page_size':1}")))
                    .toList();
            for (int i = 0; i < ids.size(); i++) {
                JsonNode result = sessions.get(i).answerTo(ids.get(i)).path("result");
                assertThat(result.path("isError").asBoolean())
                        .as(result.toString())
                        .isFalse();
            }
        } finally {
            sessions.forEach(TestSession::close);
            new Simulator(desk).clearFaults();
        }

        assertThat(log("path=/oauth/v2/token").path("count").asInt()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void a_database_that_is_killed_under_load_stops_changes_only_and_nothing_is_lost() {
        List<String> tickets = tickets(1_000);
        List<OutageLoad> loads = new ArrayList<>();
        for (OutageLoad.Kind kind : OutageLoad.Kind.values()) {
            for (OwnServer server : servers) {
                int from = loads.size() * 150;
                loads.add(new OutageLoad(kind, server.target(), tickets.subList(from, from + 150)));
            }
        }
        loads.forEach(OutageLoad::start);
        try {
            awaitAll(loads, load -> load.changes() >= 5);
            postgres.kill();
            loads.forEach(OutageLoad::mark);
            awaitAll(loads, load -> load.refusalsSinceMark() >= 3 && load.readsSinceMark() >= 5);
            servers.forEach(server -> Awaitility.await().atMost(PATIENCE).until(() -> ready(server) == 503));
            loads.forEach(OutageLoad::mark);
            awaitAll(loads, load -> load.refusalsSinceMark() >= 3 && load.readsSinceMark() >= 5);

            postgres.comeBack();
            servers.forEach(server -> Awaitility.await().atMost(PATIENCE).until(() -> ready(server) == 200));
            loads.forEach(OutageLoad::mark);
            awaitAll(loads, load -> load.changesSinceMark() >= 5);
        } finally {
            loads.forEach(OutageLoad::stop);
        }

        loads.forEach(load -> assertThat(load.failures()).isEmpty());
        assertThat(loads.stream().flatMap(load -> load.refusals().stream()).distinct())
                .allSatisfy(text ->
                        assertThat(text).containsAnyOf("Nothing was done", "Nothing was sent", "nothing was changed"));
        allIsOnRecord(loads);
        servers.forEach(server -> assertThat(health(server)).contains("\"lost\":\"0\"", "\"state\":\"written\""));
    }

    private void allIsOnRecord(List<OutageLoad> loads) {
        Map<String, Integer> reads = new TreeMap<>();
        loads.forEach(load -> load.reads().forEach((ticket, times) -> reads.merge(ticket, times, Integer::sum)));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(readsOf(entries("&tool=get_request"))).isEqualTo(reads));

        List<JsonNode> changes = Stream.of("add_note", "update_request", "create_request")
                .flatMap(tool -> entries("&tool=" + tool).stream())
                .toList();
        TreeSet<String> sent = new TreeSet<>();
        changes.forEach(entry -> entry.path("upstream")
                .forEach(call -> sent.add(
                        call.path("method").asText() + " " + call.path("path").asText())));
        assertThat(sent).containsAll(writesThatArrived());
        assertThat(changes.stream()
                        .filter(entry -> "ok".equals(entry.path("outcome").asText())))
                .hasSize(loads.stream().mapToInt(OutageLoad::changes).sum());
        assertThat(changes)
                .noneMatch(entry -> "open".equals(entry.path("outcome").asText()));
    }

    private List<String> writesThatArrived() {
        List<String> writes = new ArrayList<>();
        for (JsonNode entry : log("path=/api/v3/requests").path("entries")) {
            String path = entry.path("path").asText();
            if (!entry.path("method").asText().equals("GET")) {
                writes.add(entry.path("method").asText() + " " + path.substring(path.indexOf("/api/v3/") + 8));
            }
        }
        assertThat(writes).hasSizeGreaterThan(30);
        return writes;
    }

    private static Map<String, Integer> readsOf(List<JsonNode> entries) {
        Map<String, Integer> reads = new TreeMap<>();
        entries.forEach(entry -> reads.merge(entry.at("/arguments/request_id").asText(), 1, Integer::sum));
        return reads;
    }

    @Test
    @Order(3)
    void both_servers_write_one_chain_that_is_whole() {
        try (ChildProcess check = ChildProcess.start(
                PROJECT, "the chain is whole", environment(), List.of("./start-sse.sh", "--verify-audit"))) {
            assertThat(check.awaitExit(PATIENCE)).as(check.output()).isZero();
            assertThat(check.output())
                    .contains("the chain is whole", "changes whose outcome is not recorded: 0")
                    .doesNotContain("\tat ");
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = settings("one");
        environment.putAll(Map.of(
                "SDP_API_KEYS", "ann:" + OwnServer.KEY,
                "SDP_CLIENT_ID", "suite",
                "SDP_CLIENT_SECRET", "suite-secret",
                "SDP_REFRESH_TOKEN", "suite-refresh",
                "SDP_INSTANCE_NAME", "itdesk"));
        return environment;
    }

    private List<String> tickets(int many) {
        Http.send(HttpRequest.newBuilder(desk.resolve("/_sim/seed"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"tickets\":" + many + "}"))
                .build());
        List<String> numbers = new ArrayList<>();
        try (TestSession session = TestSession.ready(servers.get(0).target())) {
            ObjectNode page = Json.object("{'page_size':100,'state':'all'}");
            for (int number = 1; numbers.size() < many; number++) {
                JsonNode found =
                        session.tool("list_requests", page.put("page", number)).at("/structuredContent/requests");
                assertThat(found).as("page " + number).isNotEmpty();
                found.forEach(request -> numbers.add(request.path("id").asText()));
            }
        }
        return numbers;
    }

    private interface Condition {
        boolean holds(OutageLoad load);
    }

    private static void awaitAll(List<OutageLoad> loads, Condition condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .failFast(
                        () -> loads.forEach(load -> assertThat(load.failures()).isEmpty()))
                .until(() -> loads.stream().allMatch(condition::holds));
    }

    private static int ready(OwnServer server) {
        return RawHttp.send(server.target().base(), "GET", "/health/ready").status();
    }

    private static String health(OwnServer server) {
        return RawHttp.send(server.target().base(), "GET", "/health/ready").body();
    }

    /** All of them, page by page. */
    private List<JsonNode> entries(String query) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> answer =
                    Http.send(HttpRequest.newBuilder(servers.get(0).target().at("/audit?limit=200" + query + cursor))
                            .header("X-API-Key", GuardedServer.ROOT)
                            .build());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode page = Json.parse(answer.body());
            page.path("entries").forEach(entries::add);
            cursor = page.hasNonNull("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return entries;
    }
}
