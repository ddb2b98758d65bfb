package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals outside JSON-RPC: their status, their exact texts, and that they give nothing away. */
class HttpRefusalsIT {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String WRONG_KEY = Secrets.used("wrong-key-0123456789abcdef0123456789abcdef");

    private final Target target = Deployment.target();
    private final TestSession session = TestSession.ready(target);

    @AfterEach
    void leave() {
        session.close();
    }

    private HttpRequest.Builder post(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(PING));
    }

    private static void refuses(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode body = Json.parse(response.body());
        assertThat(body.get("error").asText()).isEqualTo(error);
        assertThat(body.get("message").asText()).isNotBlank();
        assertThat(body.get("requestId").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElse(""));
        assertThat(response.body())
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain(WRONG_KEY);
    }

    /** Few requests without a good key: after ten in a minute this address would have to wait, and all tests with it. */
    @Test
    void asks_for_a_key() {
        refuses(Http.send(post(session.messages()).build()), 401, "API key required");
        refuses(Http.send(HttpRequest.newBuilder(target.at("/sse")).build()), 401, "API key required");
    }

    @Test
    void refuses_a_wrong_key() {
        HttpRequest wrongKey =
                post(session.messages()).header("X-API-Key", WRONG_KEY).build();
        HttpRequest wrongToken = HttpRequest.newBuilder(target.at("/sse"))
                .header("Authorization", "Bearer " + WRONG_KEY)
                .build();

        refuses(Http.send(wrongKey), 401, "Invalid API key");
        refuses(Http.send(wrongToken), 401, "Invalid API key");
    }

    @Test
    void takes_the_key_as_a_bearer_token_too() {
        HttpResponse<String> taken = Http.send(post(session.messages())
                .header("Authorization", "bearer " + target.key())
                .build());

        assertThat(taken.statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/messages", "/messages?sessionId=", "/messages?sessionId=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void knows_no_session_of_that_name(String path) {
        refuses(
                Http.send(
                        post(target.at(path)).header("X-API-Key", target.key()).build()),
                404,
                "Session not found");
    }

    @Test
    void lets_nobody_use_the_session_of_another_key() {
        refuses(
                Http.send(post(session.messages())
                        .header("X-API-Key", Deployment.otherKey())
                        .build()),
                403,
                "Session belongs to another key");
        assertThat(session.result("ping", Json.object())).isEmpty();
    }

    @Test
    void knows_no_session_that_has_left() {
        TestSession gone = TestSession.ready(target);
        gone.close();

        org.awaitility.Awaitility.await()
                .atMost(TestSession.PATIENCE)
                .until(() -> Http.send(post(gone.messages())
                                        .header("X-API-Key", target.key())
                                        .build())
                                .statusCode()
                        == 404);
    }

    @Test
    void refuses_a_body_of_more_than_a_mebibyte_announced_or_not() {
        byte[] body = new byte[(1 << 20) + 1];
        HttpRequest.Builder announced = post(session.messages())
                .header("X-API-Key", target.key())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HttpRequest.Builder chunked = post(session.messages())
                .header("X-API-Key", target.key())
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));

        refuses(Http.send(announced.build()), 413, "Body too large");
        refuses(Http.send(chunked.build()), 413, "Body too large");
        assertThat(session.result("ping", Json.object())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"})
    void takes_nothing_but_json(String type) {
        HttpRequest request = HttpRequest.newBuilder(session.messages())
                .header("X-API-Key", target.key())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(PING))
                .build();

        refuses(Http.send(request), 415, "Unsupported media type");
    }

    @ParameterizedTest
    @CsvSource({"GET, /messages, 405", "PUT, /sse, 405", "DELETE, /messages, 405", "GET, /nothing, 404", "POST, /, 404"
    })
    void refuses_what_is_not_there_in_the_same_form(String method, String path, int status) {
        HttpResponse<String> response = Http.send(HttpRequest.newBuilder(target.at(path))
                .header("X-API-Key", target.key())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Json.parse(response.body()).has("error")).isTrue();
    }

    /** What mcp-remote asks for, without the key, after a 401; it shows the person nothing but this answer. */
    @ParameterizedTest
    @CsvSource({
        "GET, /.well-known/oauth-protected-resource/sse",
        "GET, /.well-known/oauth-authorization-server",
        "GET, /.well-known/openid-configuration",
        "POST, /register",
        "GET, /authorize",
        "POST, /token"
    })
    @Tag("reports")
    void B29_names_the_key_where_a_bridge_looks_for_oauth(String method, String path) {
        HttpResponse<String> response = Http.send(HttpRequest.newBuilder(target.at(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"))
                .build());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Json.parse(response.body()).path("message").asText())
                .startsWith("This server has no OAuth: the API key was missing or wrong.");
    }

    @Test
    @Tag("reports")
    void B35_answers_head_as_it_says_in_allow() {
        HttpResponse<String> refused = Http.send(HttpRequest.newBuilder(target.at("/sse"))
                .header("X-API-Key", target.key())
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build());
        HttpResponse<String> head = Http.send(HttpRequest.newBuilder(target.at("/sse"))
                .header("X-API-Key", target.key())
                .HEAD()
                .build());

        assertThat(refused.headers().firstValue("Allow").orElse("")).contains("HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
    }

    @Test
    void opens_streams_that_no_cache_and_no_proxy_keeps_back() {
        assertThat(session.stream().headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-accel-buffering", "no")
                .containsEntry("content-type", "text/event-stream");
    }

    @Test
    void tells_nobody_what_runs_here() {
        assertThat(session.stream().headers()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void gives_every_refusal_an_id_of_its_own() {
        HttpRequest toNobody = post(target.at("/messages?sessionId=nobody"))
                .header("X-API-Key", target.key())
                .build();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            seen.add(Http.send(toNobody).headers().firstValue("X-Request-Id").orElse(""));
        }

        assertThat(seen).hasSize(50).doesNotContain("");
    }

    @Test
    void names_a_session_that_nobody_can_guess() {
        try (TestSession other = TestSession.open(target)) {
            assertThat(session.messages().getQuery())
                    .matches("sessionId=[A-Za-z0-9_-]{22,}")
                    .isNotEqualTo(other.messages().getQuery());
        }
    }
}
