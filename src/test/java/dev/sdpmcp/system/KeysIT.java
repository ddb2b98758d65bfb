package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.BOB;
import static dev.sdpmcp.system.GuardedServer.ROOT;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys, and the sessions that belong to them. */
class KeysIT {

    private static final int MOST_TRIES = 40;
    private static final String JSON = "Content-Type: application/json";

    private final URI base = GuardedServer.base();
    private final String address = GuardedServer.newAddress();

    private RawHttp.Answer send(String method, String path, String... more) {
        String[] headers = new String[more.length + 1];
        headers[0] = clientAt(address);
        System.arraycopy(more, 0, headers, 1, more.length);
        return RawHttp.send(base, method, path, headers);
    }

    private RawStream open(String key) {
        return RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", key, "X-Forwarded-For", address));
    }

    private RawHttp.Answer post(String path, String key) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        return RawHttp.send(
                base,
                "POST " + path + " HTTP/1.1\nHost: " + base.getAuthority() + "\nConnection: close\n" + clientAt(address)
                        + "\n" + key(key) + "\n" + JSON + "\nContent-Length: " + body.length() + "\n\n" + body);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/sse",
        "POST,/messages",
        "POST,/messages?sessionId=x",
        "GET,/sessions",
        "DELETE,/sessions/cafe0001",
        "GET,/rate-limit-status",
        "GET,/audit",
        "GET,/metrics",
        "GET,/keys",
        "GET,/audit?format=csv"
    })
    void are_needed_on_every_route(String method, String path) {
        RawHttp.Answer answer = send(method, path, "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("API key required", "requestId");
        // naming OAuth metadata would have clients throw their configured key away
        assertThat(answer.headers()).doesNotContainKey("www-authenticate");
    }

    @Test
    void come_before_type_and_size_of_a_body() {
        assertThat(send("POST", "/messages", "Content-Type: text/plain", "Content-Length: 0")
                        .status())
                .isEqualTo(401);
        assertThat(send("POST", "/messages", JSON, "Content-Length: 99999999").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
    void are_not_needed_for_health(String path) {
        assertThat(send("GET", path).status()).isEqualTo(200);
    }

    @Test
    void let_in_by_either_header() {
        assertThat(send("GET", "/sessions", key(ANN)).status()).isEqualTo(200);
        assertThat(send("GET", "/sessions", "Authorization: Bearer " + ANN).status())
                .isEqualTo(200);
        RawHttp.Answer wrong = send("GET", "/sessions", key(ANN + "x"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).contains("Invalid API key").doesNotContain(ANN);
    }

    @Test
    void are_refused_in_a_query_string() {
        RawHttp.Answer answer = send("GET", "/sse?api_key=" + ANN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("API key in the query string").doesNotContain(ANN);
        assertThat(send("GET", "/sessions?token=" + ANN, key(ANN)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-protected-resource", "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-protected-resource/sse", "/.well-known/openid-configuration"
            })
    void are_the_way_in_and_no_oauth_is_announced(String path) {
        RawHttp.Answer answer = send("GET", path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("issuer", "authorization");
    }

    @Test
    void cannot_be_tried_out_and_a_good_one_is_never_locked_out() {
        List<Integer> tries = new ArrayList<>();
        RawHttp.Answer throttled = untilThrottled("/sessions", tries);
        assertThat(tries).hasSizeGreaterThanOrEqualTo(10).containsOnly(401);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.text()).startsWith("HTTP/1.1 429 Too Many Requests\r\n");
        assertThat(Integer.parseInt(throttled.header("Retry-After"))).isBetween(1, 60);
        assertThat(throttled.header("RateLimit-Limit")).isEqualTo("10");
        List<Integer> others = new ArrayList<>();
        assertThat(untilThrottled("/health", others).status()).isEqualTo(429);
        assertThat(others).as("one more for each six seconds").hasSizeLessThan(10);
        assertThat(send("GET", "/sessions", key(ANN)).status()).isEqualTo(200);
        assertThat(RawHttp.send(base, "GET", "/sessions", clientAt(GuardedServer.newAddress()), key(ANN))
                        .status())
                .isEqualTo(200);
    }

    /**
     * Tries wrong keys until there are no more tries; on a busy machine some come back meanwhile.
     *
     * @param before gets the statuses of those that were looked at
     */
    private RawHttp.Answer untilThrottled(String path, List<Integer> before) {
        RawHttp.Answer answer = send("GET", path, key("wrong"));
        for (int i = 1; i < MOST_TRIES && answer.status() != 429; i++) {
            before.add(answer.status());
            answer = send("GET", path, key("wrong-" + i));
        }
        return answer;
    }

    @Test
    void open_nobody_elses_session() {
        try (RawStream stream = open(ANN)) {
            String messages = GuardedServer.messagesOf(stream);

            RawHttp.Answer hijack = post(messages, BOB);
            assertThat(hijack.status()).isEqualTo(403);
            assertThat(hijack.body()).contains("Session belongs to another key").doesNotContain("ann");
            assertThat(post(messages, ANN).status()).isEqualTo(202);
            assertThat(post("/messages?sessionId=guessed", ANN).status()).isEqualTo(404);
            assertThat(post("/messages", ANN).status()).isEqualTo(404);
        }
    }

    @Test
    void list_and_close_their_own_sessions_only() {
        try (RawStream stream = open(ANN)) {
            String id = GuardedServer.messagesOf(stream).replaceFirst(".*=", "");
            String mine = send("GET", "/sessions", key(ANN)).body();
            String handle = handleOfAddress(mine);

            assertThat(mine).doesNotContain(id);
            assertThat(send("GET", "/sessions", key(BOB)).body()).doesNotContain(handle, id);
            assertThat(send("DELETE", "/sessions/" + handle, key(BOB)).status()).isEqualTo(404);
            assertThat(post("/messages?sessionId=" + handle, ANN).status()).isEqualTo(404);
            assertThat(send("GET", "/sessions", key(ROOT)).body())
                    .contains(handle)
                    .doesNotContain(id);
            assertThat(send("DELETE", "/sessions/" + handle, key(ROOT)).status())
                    .isEqualTo(204);
            assertThat(stream.awaitEnd(TestSession.PATIENCE)).isEqualTo(RawStream.End.ORDERLY);
            assertThat(post("/messages?sessionId=" + id, ANN).status()).isEqualTo(404);
        }
    }

    private String handleOfAddress(String body) {
        for (var session : Json.parse(body).path("sessions")) {
            if (session.path("address").asText().equals(address)) {
                return session.path("handle").asText();
            }
        }
        throw new AssertionError("no session of " + address + " in " + body);
    }

    @Test
    void show_who_is_connected_to_holders_and_to_this_machine_only() {
        assertThat(send("GET", "/health").body()).doesNotContain("onnections");
        assertThat(send("GET", "/health", key(ANN)).body()).contains("totalConnections", "connectionsByIP");
        assertThat(RawHttp.send(base, "GET", "/health").body()).contains("totalConnections", "connectionsByIP");
    }
}
