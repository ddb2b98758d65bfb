package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.ROOT;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of requests that the server must not make sense of: refused before anything else, each the last of its connection. */
class RequestHeadsIT {

    /** Less than the server waits for a next request, so that it has not just lost patience. */
    private static final Duration A_WHILE = Duration.ofSeconds(15);

    private static final String STRANGER = clientAt("203.0.113.9");
    private static final String SECOND = "GET /health/live HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";

    private final URI base = GuardedServer.base();

    private RawHttp.Answer send(String request) {
        return RawHttp.send(
                base, request.replace("HOST", base.getAuthority()).getBytes(StandardCharsets.ISO_8859_1), A_WHILE);
    }

    /** The only answer, and the connection is closed behind it. */
    private static void assertRefusedByAnybody(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text().split("HTTP/1\\.[01] ", -1)).as(answer.text()).hasSize(2);
        assertThat(answer.text()).as("closed by the server").doesNotContain(RawHttp.STILL_OPEN);
        assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
    }

    /** In our words, unless it is WildFly's Undertow that could not parse it. */
    private static void assertRefused(RawHttp.Answer answer) {
        assertRefusedByAnybody(answer);
        if (answer.body().isEmpty() && ServerKind.ofThisRun().refusesByItselfWhatItCannotParse()) {
            return;
        }
        JsonNode body = Json.parse(answer.body());
        assertThat(body.path("error").asText()).isEqualTo("Bad request");
        assertThat(body.path("message").asText()).isNotBlank();
        assertThat(body.path("requestId").asText()).isNotBlank().isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
    }

    /** Of the findings; each would be 200, 403 or 404 if anything but its path were looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/%u0041",
                "/%",
                "/sessions%",
                "/health%zz",
                "/%c0%af",
                "/%ff",
                "/sessions%00",
                "/%0d%0aX:1",
                "/aaaaaaaaaaaaaaaaaaaa/..",
                "/health/..",
                "/health/../sessions",
                "/./sse",
                "/%2e%2e/sessions",
                "/health/.%2e/sessions",
                "/health;x/ready",
                "/health;/../sessions",
                "/health/..;/sessions",
                "/sessions;a=b",
                "/;/sse",
                "/health%2fready",
                "/health%2f..%2fsessions",
                "/health%5cready",
                "/health%3bx/ready",
                "/health%252fready",
                "/health\\ready",
                "/a\u0001b",
                "/caf\u00e9",
                "/a<b>",
                "/a|b",
                "*",
                "sse",
                "http://HOST/%zz",
                "http://HOST/health/..",
                "http://HOST/health;x/ready",
            })
    void a_path_that_is_not_plain_is_refused_before_anything_else(String target) {
        for (String headers : List.of(
                "Host: HOST\r\n", "Host: evil.example\r\n" + STRANGER + "\r\n", "Host: HOST\r\n" + key(ANN) + "\r\n")) {
            assertRefused(send("GET " + target + " HTTP/1.1\r\n" + headers + "\r\n" + SECOND));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunkedx",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nTransfer-Encoding: xchunked",
            })
    void a_body_whose_end_is_not_plain_is_no_second_request(String lengths) {
        for (String path : List.of("/%zz", "/x", "/health/live", "/messages?sessionId=none")) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: HOST\r\n" + lengths + "\r\n\r\n";
            RawHttp.Answer answer = send(head + "0\r\n\r\n" + SECOND);
            if (lengths.contains("Content-Length")) {
                // refused by the parsers of all servers in one order or the other, without a word of ours
                assertRefusedByAnybody(answer);
            } else {
                assertRefused(answer);
            }
            // a server that takes this for chunks may fail at it before anybody else sees the request
            assertRefusedByAnybody(send(head + SECOND));
        }
        assertRefused(send("POST /x HTTP/1.0\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SECOND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOST0000000",
                "localhost:99999999999",
                "localhost:99999",
                "localhost:-1",
                "localhost:1:2",
                "localhost:0x50",
                "[::1",
            })
    void a_port_that_is_none_is_refused(String host) {
        assertRefused(send("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
        assertRefused(send("GET /health/live HTTP/1.1\r\nHost: HOST\r\nHost: " + host + "\r\n\r\n"));
    }

    @Test
    void what_is_plain_passes() {
        String end = " HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";

        assertThat(send("GET /health/live" + end).status()).isEqualTo(200);
        assertThat(send("GET http://HOST/health/live" + end).status()).isEqualTo(200);
        assertThat(send("GET /health/live?a=b;c/../d%2f" + end).status()).isEqualTo(200);
        assertThat(send("GET /health/live HTTP/1.0\r\nHost: HOST\r\n\r\n").status())
                .isEqualTo(200);
        String first = "GET /health/live HTTP/1.1\r\nHost: HOST\r\n\r\n";
        assertThat(send(first + first + first + SECOND).text().split("HTTP/1\\.1 200", -1))
                .as("requests sent at once")
                .hasSize(5);
    }

    @Test
    void a_head_has_no_body_in_its_answer() {
        assertThat(send("HEAD /health/.. HTTP/1.1\r\nHost: HOST\r\n\r\n").text())
                .startsWith("HTTP/1.1 400 ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void refusals_are_counted_and_their_lines_are_bounded() {
        Map<String, String> reason = Map.of("reason", "bad_path");
        double before = Scrape.from(GuardedServer.get(), ROOT).value("sdp_mcp_requests_refused_total", reason);
        long lines = linesOf("BAD_PATH");
        int many = 200;

        for (int i = 0; i < many; i++) {
            assertRefused(send("GET /health/.. HTTP/1.1\r\nHost: HOST\r\n\r\n"));
        }

        assertThat(Scrape.from(GuardedServer.get(), ROOT).value("sdp_mcp_requests_refused_total", reason) - before)
                .isGreaterThanOrEqualTo(many);
        // the first of each minute, and its count
        assertThat(linesOf("BAD_PATH") - lines).isLessThan(20);
    }

    private static long linesOf(String reason) {
        return GuardedServer.get()
                .process()
                .lines()
                .filter(line -> line.contains(reason))
                .count();
    }

    static Stream<String> brokenHeads() {
        Random random = new Random(11);
        List<String> parts = List.of(
                "GET", "POST", "get", "G\u0000T", "CONNECT", "OPTIONS", "TRACE", "XYZZY", "GET GET", " ", "\t", "");
        List<String> targets = List.of(
                "/health/live",
                "/health/live#x",
                "*",
                "localhost:1",
                "http://",
                "http://%zz/",
                "//",
                "/%",
                "\u00ff",
                "/\u0000");
        List<String> versions = List.of(
                "HTTP/1.1",
                "HTTP/1.0",
                "HTTP/0.9",
                "HTTP/2.0",
                "HTTP/1.2",
                "HTTP/9",
                "HTTP",
                "http/1.1",
                "",
                "HTTP/1.1 x");
        List<String> headers = List.of(
                "Host: HOST",
                "Host: localhost:x",
                "Host: :",
                "Host: [",
                "Host: localhost:4294967376",
                "Host:",
                "Host : HOST",
                "Host\u0000: HOST",
                ": x",
                "X",
                " folded",
                "X: \u0000",
                "X: a\rb",
                "Expect: nothing",
                "Expect: 100-continue",
                "Content-Length: x",
                "Content-Length: 18446744073709551617",
                "Connection: \u0001",
                "Cookie: \u0000=;;",
                "Cookie: $Version=1;=",
                "Content-Type: \u0000/;=",
                "Accept-Language: ;q=x",
                "Range: bytes=9-1",
                "Authorization: Digest \"",
                "If-Modified-Since: never");
        return IntStream.range(0, 400)
                .mapToObj(i -> pick(random, parts) + " " + pick(random, targets) + " "
                        + pick(random, versions) + "\r\n" + (random.nextInt(4) > 0 ? "Host: HOST\r\n" : "")
                        + pick(random, headers) + "\r\n" + pick(random, headers) + "\r\n\r\n");
    }

    private static String pick(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Nothing broken is answered by a success that we have not given: ours are in JSON. */
    @Test
    void no_broken_head_is_a_success() {
        Duration soon = Duration.ofSeconds(3);
        assertThat(brokenHeads().map(head -> head.replace("HOST", base.getAuthority())))
                .allSatisfy(head -> {
                    RawHttp.Answer answer = RawHttp.send(base, head.getBytes(StandardCharsets.ISO_8859_1), soon);
                    boolean ours = answer.status() == 200
                            && answer.body().startsWith("{\"status\":")
                            && head.contains("/health/live");
                    assertThat(ours || answer.status() == 0 || answer.status() >= 400 || answer.status() == 100)
                            .as(head + " -> " + answer.text())
                            .isTrue();
                });
        // a client that goes before its answer is written is not a fault of the server
        assertThat(GuardedServer.get()
                        .process()
                        .lines()
                        .filter(line -> line.contains("\"level\":\"ERROR\"") && !line.contains("Connection is closed")))
                .isEmpty();
    }
}
