package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.ROOT;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code GET /metrics} of a running server, and what docs/monitoring.md says of it. */
class MetricsIT {

    private static final String MADE_UP = "made_up_by_a_client";

    /** A row of the table of metrics: name, type, labels, meaning. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sdp_mcp_[a-z_]+)` \\| ([a-z]+) \\|([^|]*)\\|");

    private final URI base = GuardedServer.base();
    private final String address = GuardedServer.newAddress();

    private RawHttp.Answer metrics(String... headers) {
        return RawHttp.send(base, "GET", "/metrics", headers);
    }

    private Scrape scrape() {
        return Scrape.from(GuardedServer.get(), ROOT);
    }

    private void post(String messages, String body) {
        String text = body.replace('\'', '"');
        RawHttp.Answer answer = RawHttp.send(
                base,
                "POST " + messages + " HTTP/1.1\nHost: " + base.getAuthority() + "\nConnection: close\n"
                        + clientAt(address) + "\n" + key(ANN) + "\nContent-Type: application/json\nContent-Length: "
                        + text.length() + "\n\n" + text);
        assertThat(answer.status()).isEqualTo(202);
    }

    private static String call(int id, String tool) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'tools/call','params':{'name':'" + tool
                + "','arguments':{'page_size':1}}}";
    }

    @Test
    void are_for_admin_keys_in_either_header() {
        assertThat(metrics(clientAt(address)).status()).isEqualTo(401);
        assertThat(metrics(clientAt(address), key("wrong")).status()).isEqualTo(401);
        RawHttp.Answer refused = metrics(clientAt(address), key(ANN));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Admin key required").doesNotContain("sdp_mcp_");

        RawHttp.Answer text = metrics(key(ROOT));
        assertThat(text.status()).isEqualTo(200);
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(text.body()).contains("sdp_mcp_ready 1.0");
        RawHttp.Answer openMetrics =
                metrics("Authorization: Bearer " + ROOT, "Accept: application/openmetrics-text; version=1.0.0");
        assertThat(openMetrics.header("Content-Type")).startsWith("application/openmetrics-text");
        assertThat(openMetrics.body()).contains("# EOF");
    }

    @Test
    void tell_what_happened() {
        Scrape before = scrape();
        try (RawStream stream =
                RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address))) {
            String messages = GuardedServer.messagesOf(stream);
            post(
                    messages,
                    "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2025-06-18',"
                            + "'capabilities':{},'clientInfo':{'name':'metrics','version':'1'}}}");
            post(messages, call(2, "list_requests"));
            post(messages, call(3, MADE_UP));
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                Scrape after = scrape();
                assertGrew(before, after, "sdp_mcp_tool_calls_total", Map.of("tool", "list_requests", "outcome", "ok"));
                assertGrew(before, after, "sdp_mcp_tool_call_duration_seconds_count", Map.of("tool", "list_requests"));
                assertGrew(before, after, "sdp_mcp_tool_calls_total", Map.of("tool", "other", "outcome", "refused"));
                assertGrew(
                        before, after, "sdp_mcp_upstream_calls_total", Map.of("method", "GET", "outcome", "success"));
                assertThat(after.value("sdp_mcp_oauth_requests_total", Map.of("outcome", "issued")))
                        .isPositive();
                assertThat(after.value("sdp_mcp_oauth_token_expiry_seconds", Map.of()))
                        .isBetween(1.0, 3_600.0);
                assertGrew(before, after, "sdp_mcp_audit_rows_total", Map.of("fate", "written"));
            });
            Scrape during = scrape();
            assertThat(during.value("sdp_mcp_connections", Map.of())).isPositive();
            assertThat(during.value("sdp_mcp_sessions", Map.of("state", "initializing")))
                    .isPositive();
            assertThat(during.value("sdp_mcp_upstream_circuit", Map.of("state", "closed")))
                    .isEqualTo(1);
            assertThat(during.value("sdp_mcp_database_up", Map.of())).isEqualTo(1);
            assertThat(during.value("sdp_mcp_ready_check", Map.of("check", "database")))
                    .isEqualTo(1);
        }
        metrics(clientAt(address), key("wrong"));
        metrics(clientAt("192.0.2.1"), key(ANN));

        Scrape after = scrape();
        assertGrew(before, after, "sdp_mcp_requests_refused_total", Map.of("reason", "invalid_api_key"));
        assertGrew(before, after, "sdp_mcp_requests_refused_total", Map.of("reason", "address_not_allowed"));
    }

    private static void assertGrew(Scrape before, Scrape after, String name, Map<String, String> labels) {
        assertThat(after.value(name, labels)).as("%s%s", name, labels).isGreaterThan(before.value(name, labels));
    }

    @Test
    void hold_no_words_of_clients_and_no_secret() {
        String text = metrics(key(ROOT)).body();

        assertThat(text).doesNotContain(MADE_UP, "\"ann\"", "\"root\"", "10.1.", "127.0.0.1", "itdesk");
        Secrets.assertNoneIn(text);
    }

    @Test
    void each_stand_in_the_document_with_their_type_and_labels() throws Exception {
        Scrape scrape = Scrape.afterACall();
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(DocumentedCommands.text("docs/monitoring.md"));
        while (row.find()) {
            documented.put(row.group(1), row.group(2));
            String labels = row.group(3).strip();
            scrape.samples().stream()
                    .filter(sample -> sample.name().equals(row.group(1)))
                    .forEach(sample -> assertThat(
                                    labels.isEmpty()
                                            ? new String[0]
                                            : labels.replace("`", "").split(", "))
                            .as("labels of %s", sample.name())
                            .containsExactlyInAnyOrderElementsOf(sample.labels().keySet()));
        }
        Map<String, String> exported = new TreeMap<>(scrape.types());
        exported.keySet().removeIf(name -> !name.startsWith("sdp_mcp_"));

        assertThat(documented).isEqualTo(exported);
        assertThat(scrape.helps().keySet()).containsAll(scrape.types().keySet());
    }

    @Test
    void are_read_as_the_document_says() throws Exception {
        String said = DocumentedCommands.in("docs/monitoring.md")
                .run("scrape by hand", Map.of("SERVER", "http://" + base.getAuthority(), "ADMIN_KEY", ROOT));

        assertThat(said).contains("sdp_mcp_ready 1.0");
        assertThat(DocumentedCommands.in("docs/monitoring.md")
                        .run("health", Map.of("SERVER", "http://" + base.getAuthority())))
                .contains("\"UP\"", "audit-trail");
    }
}
