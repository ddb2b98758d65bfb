package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** Two servers on one PostgreSQL and one help desk: they share the token and the trail, and outlive their database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-server")
class DatabaseOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** More tickets than a load gets through while the others wait for something. */
    private static final int OF_EACH = 500;

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();

    @TempDir
    static Path folder;

    private TwinServers twins;

    @BeforeAll
    void start() {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it kills a database of its own, and another server is given (-Dsdp.url)");
        }
        twins = new TwinServers(folder, Map.of());
    }

    @AfterAll
    void stop() {
        if (twins != null) {
            twins.close();
        }
    }

    @Test
    @Order(1)
    void two_servers_whose_first_calls_come_at_once_make_one_token_call() {
        twins.desk().slow("/oauth/v2/token", 2_000, 10);
        List<TestSession> sessions = twins.both().stream()
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
            twins.desk().clearFaults();
        }

        assertThat(twins.log("path=/oauth/v2/token").path("count").asInt()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void a_database_that_is_killed_under_load_stops_changes_only_and_nothing_is_lost() {
        List<String> tickets = twins.tickets(OF_EACH * 2 * OutageLoad.Kind.values().length);
        List<OutageLoad> loads = new ArrayList<>();
        for (OutageLoad.Kind kind : OutageLoad.Kind.values()) {
            for (OwnServer server : twins.both()) {
                int from = loads.size() * OF_EACH;
                loads.add(new OutageLoad(kind, server.target(), tickets.subList(from, from + OF_EACH)));
            }
        }
        loads.forEach(OutageLoad::start);
        try {
            awaitAll(loads, load -> load.changes() >= 5);
            twins.postgres().kill();
            loads.forEach(OutageLoad::mark);
            awaitAll(loads, load -> load.refusalsSinceMark() >= 3 && load.readsSinceMark() >= 5);
            twins.both().forEach(server -> Awaitility.await().atMost(PATIENCE).until(() -> ready(server) == 503));
            loads.forEach(OutageLoad::mark);
            awaitAll(loads, load -> load.refusalsSinceMark() >= 3 && load.readsSinceMark() >= 5);

            twins.postgres().comeBack();
            twins.both().forEach(server -> Awaitility.await().atMost(PATIENCE).until(() -> ready(server) == 200));
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
        twins.both().forEach(server -> assertThat(health(server)).contains("\"lost\":\"0\"", "\"state\":\"written\""));
    }

    private void allIsOnRecord(List<OutageLoad> loads) {
        Map<String, Integer> reads = new TreeMap<>();
        loads.forEach(load -> load.reads().forEach((ticket, times) -> reads.merge(ticket, times, Integer::sum)));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(readsOf(twins.entries("&tool=get_request"))).isEqualTo(reads));

        List<JsonNode> changes = twins.changes();
        List<String> arrived = twins.writesThatArrived();
        assertThat(arrived).hasSizeGreaterThan(30);
        assertThat(TwinServers.writesIn(changes)).containsAll(arrived);
        assertThat(changes.stream()
                        .filter(entry -> "ok".equals(entry.path("outcome").asText())))
                .hasSize(loads.stream().mapToInt(OutageLoad::changes).sum());
        assertThat(changes)
                .noneMatch(entry -> "open".equals(entry.path("outcome").asText()));
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
                PROJECT, "the chain is whole", twins.environment(), List.of("./start-sse.sh", "--verify-audit"))) {
            assertThat(check.awaitExit(PATIENCE)).as(check.output()).isZero();
            assertThat(check.output())
                    .contains("the chain is whole", "changes whose outcome is not recorded: 0")
                    .doesNotContain("\tat ");
        }
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
        return TwinServers.readiness(server).status();
    }

    private static String health(OwnServer server) {
        return TwinServers.readiness(server).body();
    }
}
