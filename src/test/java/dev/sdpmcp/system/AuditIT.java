package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit trail of a whole server: what calls leave in it, who may see it, and what a crash does to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-server")
class AuditIT {

    private static final String ROOT = "X-API-Key: " + GuardedServer.ROOT;

    @TempDir
    static Path folder;

    private OwnServer server;

    @BeforeAll
    void start() {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it kills a server of its own, and another one is given (-Dsdp.url)");
        }
        server = startOwn();
    }

    private static OwnServer startOwn() {
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_ADMIN_API_KEYS", "root:" + GuardedServer.ROOT);
        settings.put("SDP_DATA_DIR", folder.toString());
        return OwnServer.start(settings);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private RawHttp.Answer get(String path, String... headers) {
        return RawHttp.send(server.target().base(), "GET", path, headers);
    }

    private JsonNode entries(String query) {
        RawHttp.Answer answer = get("/audit" + query, ROOT);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Json.parse(answer.body()).get("entries");
    }

    private JsonNode entry(String query) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> entries(query).size() > 0);
        JsonNode entries = entries(query);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static String someTicket(TestSession session) {
        return session.tool("list_requests", Json.object("{'page_size':1}"))
                .at("/structuredContent/requests/0/display_id")
                .asText();
    }

    @Test
    @Order(1)
    void shows_who_changed_what_without_secrets_and_long_text() {
        String ticket;
        try (TestSession session = TestSession.ready(server.target())) {
            ticket = someTicket(session);
            JsonNode done = session.tool(
                    "add_note",
                    Json.object()
                            .put("request_id", ticket)
                            .put("text", "Seen by " + GuardedServer.ROOT + ". " + "More of it. ".repeat(30)));
            assertThat(done.path("isError").asBoolean()).as(done.toString()).isFalse();
        }

        JsonNode entry = entry("?tool=add_note&outcome=ok&ticket=" + ticket);

        assertThat(entry.get("key").asText()).isEqualTo("ann");
        assertThat(entry.get("clientName").asText()).isEqualTo("suite");
        assertThat(entry.get("change").asBoolean()).isTrue();
        assertThat(entry.get("requestId").asText()).isNotEmpty();
        assertThat(entry.get("ms").asDouble()).isPositive();
        assertThat(entry.get("upstream").toString()).contains("\"POST\"", "\"status\":20");
        assertThat(entry.get("arguments").toString()).contains("[sha256:").doesNotContain("More of it");
        assertThat(entry.toString()).doesNotContain(GuardedServer.ROOT, OwnServer.KEY, "suite-secret", "suite-refresh");
        assertThat(entry("?tool=list_requests").get("change").asBoolean()).isFalse();
    }

    @Test
    @Order(2)
    void is_for_admin_keys_only() {
        RawHttp.Answer refused = get("/audit", "X-API-Key: " + OwnServer.KEY);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(Json.parse(refused.body()).get("error").asText()).isEqualTo("Admin key required");
        assertThat(get("/audit").status()).isEqualTo(401);
        assertThat(get("/audit/", "X-API-Key: " + OwnServer.KEY).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?from=yesterday", "?cursor=x", "?who=ann", "?format=xml", "?outcome=%22"})
    @Order(3)
    void says_what_is_wrong_with_a_question(String query) {
        RawHttp.Answer answer = get("/audit" + query, ROOT);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(Json.parse(answer.body()).get("message").asText()).hasSizeGreaterThan(20);
    }

    @Test
    @Order(3)
    void is_asked_as_the_document_says(@TempDir Path reports) throws Exception {
        String said = DocumentedCommands.in("docs/security.md")
                .run(
                        "audit by hand",
                        Map.of(
                                "SERVER",
                                "http://" + server.target().base().getAuthority(),
                                "ADMIN_KEY",
                                GuardedServer.ROOT,
                                "REPORTS",
                                reports.toString()));

        assertThat(Json.parse(said).has("entries")).as(said).isTrue();
        assertThat(reports.resolve("audit.csv")).content().contains("tool");
    }

    @Test
    @Order(4)
    void answers_no_browser_with_a_page() {
        RawHttp.Answer answer = get("/audit", ROOT, "Accept: text/html");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(Json.parse(answer.body()).get("error").asText()).isEqualTo("Not acceptable");
    }

    @Test
    @Order(5)
    void goes_on_page_by_page() {
        JsonNode first = Json.parse(get("/audit?limit=1", ROOT).body());
        String cursor = first.get("nextCursor").asText();
        JsonNode second =
                Json.parse(get("/audit?limit=1&cursor=" + cursor, ROOT).body());

        assertThat(second.get("entries")).hasSize(1);
        assertThat(second.at("/entries/0/call")).isNotEqualTo(first.at("/entries/0/call"));
    }

    @Test
    @Order(5)
    void finds_the_calls_of_a_key_by_its_name() {
        RawHttp.Answer ofAnn = get("/audit?keyName=ann", ROOT);

        assertThat(ofAnn.status()).isEqualTo(200);
        assertThat(Json.parse(ofAnn.body()).get("entries")).isNotEmpty();
        assertThat(Json.parse(get("/audit?keyName=nobody", ROOT).body()).get("entries"))
                .isEmpty();
    }

    @Test
    @Order(6)
    void exports_csv_and_json() {
        RawHttp.Answer csv = get("/audit", ROOT, "Accept: text/csv");
        RawHttp.Answer json = get("/audit?format=json", ROOT);

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit.csv\"");
        assertThat(csv.body()).contains("number,call,time,key", "add_note", "list_requests");
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.body()).contains("\"entries\":[", "add_note");
    }

    @Test
    @Order(6)
    void a_failed_call_has_one_request_id_and_one_cause_in_its_answer_its_row_and_the_log() {
        String ticket;
        String text;
        try (TestSession session = TestSession.ready(server.target())) {
            ticket = someTicket(session);
            server.target()
                    .simulator()
                    .orElseThrow()
                    .fault(Json.object("{'kind':'html_400','method':'GET','path':'/requests/*','count':1}"));
            JsonNode failed = session.tool("get_request", Json.object().put("request_id", ticket));
            assertThat(failed.path("isError").asBoolean()).as(failed.toString()).isTrue();
            text = failed.at("/content/0/text").asText();
        }

        JsonNode entry = entry("?tool=get_request&outcome=tool_failed");
        assertThat(entry.get("cause").asText()).isEqualTo("upstream_malformed");
        assertThat(entry.get("displayId").asText()).isEqualTo(ticket);
        String requestId = entry.get("requestId").asText();
        assertThat(text).endsWith("\n(request " + requestId + ")");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.process()
                        .lines()
                        .anyMatch(line -> line.contains("request=" + requestId)
                                && line.toUpperCase(Locale.ROOT).contains("WARN")
                                && line.contains("ticket=" + ticket)
                                && line.contains("cause=upstream_malformed")));
        assertThat(get("/audit", ROOT, "Accept: text/csv").body()).contains(",upstream_malformed\r\n");
        assertThat(get("/metrics", ROOT).body())
                .contains("sdp_mcp_requests_failed_total{cause=\"upstream_malformed\"} 1.0");
    }

    @Test
    @Order(7)
    void says_in_health_how_it_is_doing() {
        assertThat(get("/health/ready").body()).contains("audit-trail", "\"state\":\"written\"", "\"lost\":\"0\"");
    }

    @Test
    @Order(8)
    void has_what_was_begun_when_the_server_was_killed_and_marks_it_unknown_at_the_next_start() throws IOException {
        Simulator desk = server.target().simulator().orElseThrow();
        try (TestSession session = TestSession.ready(server.target())) {
            String ticket = someTicket(session);
            desk.slow("/requests", 20_000, 10);
            session.sendTool(
                    "close_request", Json.object().put("request_id", ticket).put("resolution", "Done"));
            assertThat(entry("?outcome=open").get("tool").asText()).isEqualTo("close_request");

            server.process().kill();
        }
        server.close();
        server = startOwn();

        JsonNode lost = entry("?outcome=unknown");
        assertThat(lost.get("tool").asText()).isEqualTo("close_request");
        assertThat(lost.get("key").asText()).isEqualTo("ann");
        assertThat(entries("?outcome=open")).isEmpty();
    }
}
