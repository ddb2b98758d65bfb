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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that offer HTTP/2 without TLS, as the JDK's does unless told not to, and those that speak it without asking: they
 * are served, and meet the same guards.
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
    void posts_that_offer_it_are_answered_first_and_later() {
        try (RawStream stream =
                RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address))) {
            String messages = GuardedServer.messagesOf(stream);
            for (int i = 0; i < 3; i++) {
                assertThat(send(post(messages, PING).header("X-API-Key", ANN)).statusCode())
                        .isEqualTo(202);
            }
        }
    }

    @Test
    void a_whole_session_works_in_it() {
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
    void keys_are_asked_for_in_it() {
        assertThat(send(post("/messages", PING)).statusCode()).isEqualTo(401);
        assertThat(send(request("/sse")).statusCode()).isEqualTo(401);
        assertThat(send(request("/health")).version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bodies_are_bounded_in_it(boolean announced) throws IOException {
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
    void pages_and_strangers_are_refused_in_it() {
        assertThat(send(request("/health")).statusCode()).isEqualTo(200);

        assertThat(send(request("/health").header("Origin", "https://evil.example"))
                        .body())
                .contains("Origin not allowed");
        assertThat(send(request("/health").setHeader("X-Forwarded-For", "203.0.113.9"))
                        .body())
                .contains("IP not allowed");
    }

    /** Spoken without asking first, by hand: no client lets us choose these. */
    @ParameterizedTest
    @CsvSource({"rebound.example, , Host not allowed", "rebound.example, localhost, not allowed"})
    void names_are_checked_in_it(String authority, String host, String refusal) {
        assertThat(RawHttp2.get(base, authority, host, "/health/live"))
                .contains(refusal)
                .doesNotContain("UP");
    }

    @Test
    void our_own_name_is_taken_in_it() {
        assertThat(RawHttp2.get(base, base.getAuthority(), null, "/health/live"))
                .contains("UP");
    }
}
