package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that offer to go on in HTTP/2 without TLS, as the JDK's does unless told not to, are served in HTTP/1.1 and meet
 * the same guards; those that speak it without asking are refused.
 */
class Http2IT {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final URI base = GuardedServer.base();
    private final String address = GuardedServer.newAddress();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .connectTimeout(TestSession.PATIENCE)
            .build();

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TestSession.PATIENCE)
                .header("X-Forwarded-For", address);
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** To a session that is there: a refusal may come without the body, which is what a server is at a loss with. */
    @Test
    void posts_that_offer_it_are_answered_first_and_later_in_http_1() {
        try (RawStream stream =
                RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address))) {
            String messages = GuardedServer.messagesOf(stream);
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = send(post(messages, PING).header("X-API-Key", ANN));

                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            }
        }
    }

    @Test
    void a_whole_session_works_that_offers_it() {
        HttpResponse<Stream<String>> stream = send(
                request("/sse").header("X-API-Key", ANN).header("Accept", "text/event-stream"),
                HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = stream.body()) {
            Iterator<String> data =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            String messages = data.next().substring("data:".length()).strip();

            assertThat(send(post(messages, PING).header("X-API-Key", ANN)).statusCode())
                    .isEqualTo(202);
            assertThat(Json.parse(data.next().substring("data:".length()))
                            .path("id")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void keys_are_asked_for() {
        assertThat(send(post("/messages", PING)).statusCode()).isEqualTo(401);
        assertThat(send(request("/sse")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bodies_are_bounded(boolean announced) throws IOException {
        String body = " ".repeat((1 << 20) + 1);
        assertThat(send(request("/health")).statusCode()).isEqualTo(200);
        try (RawStream stream =
                RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address))) {
            HttpRequest.Builder post =
                    post(GuardedServer.messagesOf(stream), body).header("X-API-Key", ANN);
            if (!announced) {
                post.POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> (InputStream) new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
            }

            assertThat(refusalOf(post)).isIn(413, 0);
        }
    }

    /** 0 if the server ended the exchange instead of an answer. */
    private int refusalOf(HttpRequest.Builder request) {
        try {
            return send(request).statusCode();
        } catch (UncheckedIOException ended) {
            return 0;
        }
    }

    @Test
    void pages_and_strangers_are_refused() {
        assertThat(send(request("/health")).statusCode()).isEqualTo(200);

        assertThat(send(request("/health").header("Origin", "https://evil.example"))
                        .body())
                .contains("Origin not allowed");
        assertThat(send(request("/health").setHeader("X-Forwarded-For", "203.0.113.9"))
                        .body())
                .contains("IP not allowed");
    }

    /** The body ends where its length says, and what follows on the connection is a request like another. */
    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket", "TLS/1.0, h2c"})
    void offers_are_ignored(String protocol) {
        try (RawStream stream =
                RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address))) {
            String common = " HTTP/1.1\nHost: " + base.getAuthority() + "\n" + GuardedServer.clientAt(address) + "\n";
            String offer = "Connection: Upgrade, HTTP2-Settings\nUpgrade: " + protocol
                    + "\nHTTP2-Settings: AAMAAABkAAQAAP__\n";
            RawHttp.Answer answer = RawHttp.send(
                    base,
                    "POST " + GuardedServer.messagesOf(stream) + common + GuardedServer.key(ANN) + "\n" + offer
                            + "Content-Type: application/json\nContent-Length: " + PING.length() + "\n\n" + PING
                            + "GET /health" + common + "Connection: close\n\n");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.text())
                    .contains("HTTP/1.1 200", "\"status\":\"ok\"")
                    .doesNotContain("HTTP/1.1 101", RawHttp.STILL_OPEN);
        }
    }

    @Test
    void spoken_without_asking_it_is_refused() {
        RawHttp.Answer answer =
                RawHttp.send(base, RawHttp2.get(base.getAuthority(), "/health/live"), TestSession.PATIENCE);

        assertThat(answer.text()).doesNotContain("UP", RawHttp.STILL_OPEN);
        assertThat(answer.status()).isIn(505, 400, 0);
    }

    /** Whoever answered each of them would have to keep the answers for a client that does not read. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_flood_of_pings_is_cut_off() {
        assertThat(RawHttp2.isCutOffAfterPings(base, 200)).isTrue();
        assertThat(send(request("/health")).statusCode()).isEqualTo(200);
    }
}
