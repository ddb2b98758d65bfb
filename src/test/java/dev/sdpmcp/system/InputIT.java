package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be sent to the server, how much of it, and to where. */
class InputIT {

    /** Less than the server waits for a next request, so that it has not just lost patience. */
    private static final Duration A_WHILE = Duration.ofSeconds(15);

    private final URI base = GuardedServer.base();
    private final String address = GuardedServer.newAddress();
    private final RawStream stream = open();
    private final String messages = GuardedServer.messagesOf(stream);

    private RawStream open() {
        return RawStream.get(base.resolve("/sse"), Map.of("X-API-Key", ANN, "X-Forwarded-For", address));
    }

    @AfterEach
    void leave() {
        stream.close();
    }

    private String head(String... more) {
        return "POST " + messages + " HTTP/1.1\nHost: " + base.getAuthority() + "\n" + clientAt(address) + "\n"
                + key(ANN) + "\nConnection: close\n" + String.join("\n", more) + "\n";
    }

    private RawHttp.Answer post(String head, String body) {
        return RawHttp.send(base, head + "\n" + body);
    }

    private RawHttp.Answer postJson(String body) {
        return post(head("Content-Type: application/json", "Content-Length: " + body.length()), body);
    }

    @Test
    void a_body_that_says_it_is_too_large_is_refused_before_it_is_sent() {
        RawHttp.Answer answer = post(head("Content-Type: application/json", "Content-Length: 1048577"), "");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("Body too large");
    }

    @Test
    void a_body_that_does_not_say_is_refused_when_it_is() {
        String chunk = "10000\n" + " ".repeat(0x10000) + "\n";

        assertThat(post(
                                head("Content-Type: application/json", "Transfer-Encoding: chunked"),
                                chunk.repeat(17) + "0\n\n")
                        .status())
                .isIn(413, 0);
        assertThat(post(head("Content-Type: application/json", "Transfer-Encoding: chunked"), "3\n{} \n0\n\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_mebibyte_is_not_too_large() {
        String start = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/none\"";
        assertThat(postJson(start + " ".repeat((1 << 20) - start.length() - 1) + "}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void depth_is_bounded() {
        String deep = "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":";
        assertThat(postJson(deep + "{\"a\":".repeat(100) + "1" + "}".repeat(101))
                        .status())
                .isEqualTo(400);
        assertThat(postJson("[".repeat(100_000)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"})
    void only_json_is_taken(String type) {
        RawHttp.Answer answer = post(head("Content-Type: " + type, "Content-Length: 2"), "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).contains("application/json");
    }

    /** A second request hides in the body of the first, for a proxy that counts otherwise than the server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\nTransfer-Encoding: chunked",
                "Content-Length: 2\nContent-Length: 50",
                "Content-Length: -1",
                "Content-Length: +2",
                "Content-Length: 2, 50",
                "Content-Length: 0x2",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked"
            })
    void nothing_can_be_smuggled_past(String lengths) {
        String request = head("Content-Type: application/json")
                        .replace("Connection: close\n", "")
                        // A refusal that the server does not close the connection for by itself.
                        .replace(messages, "/messages?sessionId=none")
                + lengths
                + "\n\n0\n\nGET /rate-limit-status HTTP/1.1\nHost: " + base.getAuthority() + "\n" + clientAt(address)
                + "\n"
                + key(ANN) + "\nConnection: close\n\n";

        RawHttp.Answer answer =
                RawHttp.send(base, request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1), A_WHILE);

        assertThat(answer.text()).doesNotContain("requests of this address");
        assertThat(answer.status()).isIn(0, 400, 401, 404, 408, 413, 501);
        assertIsTheLastOnItsConnection(answer);
    }

    /** At most one answer, and the connection is closed behind it. */
    private static void assertIsTheLastOnItsConnection(RawHttp.Answer answer) {
        assertThat(answer.text().split("HTTP/1\\.1 ", -1).length - 1).isLessThanOrEqualTo(1);
        assertThat(answer.text()).as("closed by the server").doesNotContain(RawHttp.STILL_OPEN);
    }

    /** What the chunks hold is taken or refused, what comes behind them is not looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BODY",
                "SIZE;name=value\nBODY\n0\n\n",
                "SIZE;name=\"a;b\"\nBODY\n0;last\n\n",
                "0SIZE\nBODY\n0\n\n",
                "SIZE \nBODY\n0\n\n",
                "0xSIZE\nBODY\n0\n\n",
                "+SIZE\nBODY\n0\n\n",
                "SIZE\nBODY\n0\nContent-Length: 50\nX-API-Key: none\n\n",
                "SIZE\nBODYX\n0\n\n",
                "SIZE\nBODY\n00\n\n",
                "SIZE\nBODY\n-0\n\n"
            })
    void no_second_request_follows_chunks(String chunks) {
        String ping = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/none\"}";
        String request = head("Content-Type: application/json", "Transfer-Encoding: chunked")
                        .replace("Connection: close\n", "")
                + "\n"
                + chunks.replace("SIZE", Integer.toHexString(ping.length())).replace("BODY", ping)
                + "GET /rate-limit-status HTTP/1.1\nHost: " + base.getAuthority() + "\n" + clientAt(address) + "\n"
                + key(ANN) + "\nConnection: close\n\n";

        RawHttp.Answer answer =
                RawHttp.send(base, request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1), A_WHILE);

        assertThat(answer.text()).doesNotContain("requests of this address");
        assertThat(answer.status()).isIn(0, 202, 400, 408);
        assertIsTheLastOnItsConnection(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1\n{}\n0\n\n", "zz\n{}\n0\n\n", "2;a=b\n{}X\n0\n\n", "FFFFFFFFFFFFFFFFF\n{}\n0\n\n"})
    void broken_chunks_are_no_message(String body) {
        RawHttp.Answer answer = RawHttp.send(
                base,
                (head("Content-Type: application/json", "Transfer-Encoding: chunked") + "\n" + body)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1),
                A_WHILE);

        assertThat(answer.status()).isIn(0, 400, 408);
        assertIsTheLastOnItsConnection(answer);
    }

    @Test
    void lines_and_headers_are_bounded() {
        assertThat(RawHttp.send(base, "GET", "/health?" + "a".repeat(40_000)).status())
                .isIn(0, 400, 413, 414, 431);
        assertThat(RawHttp.send(base, "GET", "/health", "X-Long: " + "a".repeat(40_000))
                        .status())
                .isIn(0, 400, 413, 431);
        String[] many = new String[300];
        java.util.Arrays.setAll(many, i -> "X-Header-" + i + ": 1");
        assertThat(RawHttp.send(base, "GET", "/health", many).status()).isIn(0, 400, 431);
        assertThat(RawHttp.send(base, "GET", "/health").status()).isEqualTo(200);
    }

    @Test
    void header_lines_cannot_be_made_of_values() {
        RawHttp.Answer answer = RawHttp.send(
                base,
                "GET",
                "/sessions/%0d%0aSet-Cookie:%20a=b",
                clientAt(address),
                key(ANN),
                "X-Request-Id: evil\tid");

        assertThat(answer.text().toLowerCase(java.util.Locale.ROOT)).doesNotContain("set-cookie");
        assertThat(answer.header("X-Request-Id")).doesNotContain("evil");
    }

    /** Those of the server beneath and those of nobody: none answers anything, and all in our form and with our headers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/platform-health",
                "/platform-health/ready",
                "/platform-metrics",
                "/%70latform-metrics",
                "/platform-openapi",
                "/platform-openapi/openapi.json",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/openapi",
                "/application.wadl",
                "/health/well",
                "/index.html",
                "/favicon.ico",
                "/error",
                "/__asadmin",
                "/management"
            })
    void nothing_else_is_served(String path) {
        RawHttp.Answer answer = RawHttp.send(base, "GET", path, clientAt(address));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(Json.parse(answer.body()).path("error").asText()).isEqualTo("Not found");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(RawHttp.send(base, "GET", path, clientAt("203.0.113.9")).body())
                .contains("IP not allowed");
        assertThat(RawHttp.send(base, "GET", path, clientAt(address), "Host: evil.example")
                        .body())
                .contains("Host not allowed");
        assertThat(RawHttp.send(base, "GET", path, clientAt(address), "Origin: https://evil.example")
                        .body())
                .contains("Origin not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../sessions",
                "/health/..;/sessions",
                "/health%2f..%2fsessions",
                "//sessions",
                "/health;/../sessions",
                "/health%zz",
                "/%2e%2e/sessions",
                "/%c0%af",
                "/sessions%00",
                "/sessions/"
            })
    void no_spelling_of_a_path_leads_past_the_key(String path) {
        RawHttp.Answer answer = RawHttp.send(base, "GET", path, clientAt(address));

        assertThat(answer.body()).doesNotContain("\"sessions\":", "<html", "<!DOCTYPE", "Payara", "Grizzly");
        assertThat(answer.status()).isIn(200, 400, 401, 403, 404);
        assertThat(answer.status() == 200 && !answer.body().isEmpty())
                .as(answer.text())
                .isFalse();
    }

    @Test
    void trace_echoes_nothing() {
        RawHttp.Answer answer = RawHttp.send(base, "TRACE", "/health", key(ANN));

        assertThat(answer.status()).isIn(400, 403, 405, 501);
        assertThat(answer.text()).doesNotContain(ANN);
    }
}
