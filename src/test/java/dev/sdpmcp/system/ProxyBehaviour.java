package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds behind each proxy that we ship a configuration for: the shared server is behind a real one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyBehaviour {

    static final String ALLOWED = "127.0.0.2";
    static final String STRANGER = "127.0.0.9";
    static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"suite\",\"version\":\"1\"}}}";

    private static final int KEEP_ALIVE_MILLIS = 5_000;
    private static final String DOCUMENT = "docs/proxies.md";

    private final ProxyProgram program;
    private final Proxy proxy;

    ProxyBehaviour(ProxyProgram program) {
        this.program = program;
        this.proxy = program.inFrontOf(GuardedServer.base());
    }

    final Proxy proxy() {
        return proxy;
    }

    @AfterAll
    void stop() {
        proxy.close();
    }

    private static String request(String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
        return "GET " + path + " HTTP/1.1\nHost: localhost\nX-API-Key: " + ANN + "\n" + more;
    }

    private static String last(String path, String... headers) {
        return request(path, headers) + "Connection: close\n\n";
    }

    @Test
    void events_come_at_once() {
        // Of three, for a machine that is busy with something else; one that is held back comes when its buffer is
        // full.
        assertThat(IntStream.range(0, 3).mapToObj(i -> timeOfFirstEvent()).min(Duration::compareTo))
                .hasValueSatisfying(quickest -> assertThat(quickest).isLessThan(Duration.ofSeconds(1)));
    }

    private Duration timeOfFirstEvent() {
        try (SSLSocket stream = proxy.send(ALLOWED, request("/sse") + "\n");
                BufferedReader lines = reader(stream)) {
            long before = System.nanoTime();
            assertThat(firstData(stream, lines)).contains("/messages?sessionId=");
            return Duration.ofNanos(System.nanoTime() - before);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String firstData(SSLSocket stream, BufferedReader lines) throws IOException {
        stream.setSoTimeout(20_000);
        return lines.lines()
                .filter(line -> line.startsWith("data:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keep_alives_pass() throws IOException {
        try (SSLSocket stream = proxy.send(ALLOWED, request("/sse") + "\n");
                BufferedReader lines = reader(stream)) {
            firstData(stream, lines);
            stream.setSoTimeout(4 * KEEP_ALIVE_MILLIS);

            assertThat(lines.lines().filter(line -> line.startsWith(":")).findFirst())
                    .isPresent();
        }
    }

    @Test
    void large_messages_pass_both_ways() throws IOException {
        try (SSLSocket stream = proxy.send(ALLOWED, request("/sse") + "\n")) {
            stream.setSoTimeout(20_000);
            StringBuilder all = new StringBuilder();
            String endpoint = eventWith("sessionId=", stream, all);
            String messages = endpoint.substring("data:".length()).strip();
            String padding = " ".repeat(500_000);

            assertAccepted(messages, INITIALIZE);
            assertAccepted(messages, "{\"jsonrpc\":\"2.0\"," + padding + "\"id\":2,\"method\":\"tools/list\"}");
            assertThat(eventWith("\"id\":2", stream, all)).startsWith("data:").hasSizeGreaterThan(5_000);
        }
    }

    /** Reads on until an event with these words is whole, whatever chunks it comes in; returns its data. */
    private static String eventWith(String words, SSLSocket stream, StringBuilder all) throws IOException {
        Pattern event = Pattern.compile("^(data:.*" + Pattern.quote(words) + ".*)\n\n", Pattern.MULTILINE);
        byte[] some = new byte[8_192];
        Matcher found = event.matcher("");
        while (!found.find()) {
            int got = stream.getInputStream().read(some);
            assertThat(got).as("the stream goes on after: %s", all).isPositive();
            all.append(new String(some, 0, got, StandardCharsets.ISO_8859_1));
            found = event.matcher(RawHttp.parse(all.toString()).body());
        }
        return found.group(1);
    }

    private void assertAccepted(String path, String body) {
        RawHttp.Answer answer = proxy.exchange(
                ALLOWED,
                "POST " + path + " HTTP/1.1\nHost: localhost\nX-API-Key: " + ANN
                        + "\nContent-Type: application/json\nConnection: close\nContent-Length: " + body.length()
                        + "\n\n"
                        + body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private RawHttp.Answer asRoot(String path) {
        return proxy.exchange(
                ALLOWED,
                "GET " + path + " HTTP/1.1\nHost: localhost\nX-API-Key: " + GuardedServer.ROOT
                        + "\nConnection: close\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit",
                "/metrics",
                "/health/ready",
                "/health/live",
                "/health/",
                "/%61udit",
                "/AUDIT",
                "/audit;x",
                "/metrics/x",
                "//audit",
                "/keys",
                "/KEYS;x",
                "//health/ready",
                "/health//ready",
                "/health;x/ready",
                "/health;/ready",
                "/health%3bx/ready",
                "/Health/ready",
                "/HEALTH;x/ready",
                "/%68ealth/ready",
                "/health.x/ready",
            })
    void what_is_not_for_clients_is_not_passed_on(String path) {
        RawHttp.Answer answer = asRoot(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).doesNotContain("X-Request-Id");
    }

    /** What is passed on is refused by the server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health%2fready",
                "/health%0a/ready",
                "/health%00/ready",
                "/health%5cready",
                "/health%252fready",
                "/x/../health/ready",
                "/x/%2e%2e/health/ready",
                "/./health/ready",
                "/;/health/ready",
                "/%zz/../health/ready",
            })
    void no_other_spelling_leads_to_it(String path) {
        assertThat(asRoot(path).status()).isIn(400, 404);
    }

    @Test
    void how_the_server_is_passes() {
        assertThat(asRoot("/health").status()).isEqualTo(200);
        assertThat(asRoot("/health?a=b").status()).isEqualTo(200);
    }

    @Test
    void the_documented_commands_work() throws Exception {
        DocumentedCommands commands = DocumentedCommands.in(DOCUMENT);
        Map<String, String> environment = Map.of(
                "CONFIGURATION",
                proxy.configuration().toString(),
                "CURL_CA_BUNDLE",
                proxy.certificate().toString(),
                "PUBLIC_URL",
                "https://localhost:" + proxy.port(),
                "API_KEY",
                ANN);

        commands.run(program.debianPackage(), environment);
        assertThat(commands.run("is it buffered", environment))
                .contains("event: endpoint")
                .contains("/messages?sessionId=");
    }

    @Test
    void the_client_is_seen_as_who_it_is() throws IOException {
        try (SSLSocket stream = proxy.send(ALLOWED, request("/sse") + "\n");
                BufferedReader lines = reader(stream)) {
            firstData(stream, lines);

            assertThat(proxy.exchange(ALLOWED, last("/sessions")).body()).contains("\"" + ALLOWED + "\"");
            assertThat(proxy.exchange(ALLOWED, last("/rate-limit-status")).body())
                    .contains("\"" + ALLOWED + "\"");
        }
    }

    @Test
    void a_stranger_is_refused_whatever_he_says_of_himself() {
        assertThat(proxy.exchange(ALLOWED, last("/sessions")).status()).isEqualTo(200);
        assertThat(proxy.exchange(STRANGER, last("/sessions")).body()).contains("IP not allowed");
        for (String header :
                new String[] {"X-Forwarded-For: " + ALLOWED, "Forwarded: for=" + ALLOWED, "X-Real-IP: " + ALLOWED}) {
            assertThat(proxy.exchange(STRANGER, last("/sessions", header)).body())
                    .as(header)
                    .contains("IP not allowed");
            assertThat(proxy.exchange(ALLOWED, last("/sessions", header.replace(ALLOWED, "10.0.0.1")))
                            .status())
                    .as(header)
                    .isEqualTo(200);
        }
    }

    @Test
    void names_and_pages_are_checked_through_it() {
        assertThat(proxy.exchange(ALLOWED, last("/health", "Origin: https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(proxy.exchange(ALLOWED, "GET /health HTTP/1.1\nHost: evil.example\nConnection: close\n\n")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answers_carry_the_headers_of_both() {
        RawHttp.Answer answer = proxy.exchange(ALLOWED, last("/health"));

        assertThat(answer.header("Strict-Transport-Security")).contains("max-age");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Server")).isEqualTo(program.serverHeader());
    }

    /** Who spoke HTTP/2 with the server itself would write his own forwarding headers, in the name of the proxy. */
    @Test
    void nobody_is_let_through_to_speak_another_protocol() {
        RawHttp.Answer answer = proxy.exchange(
                ALLOWED,
                request("/health", "Connection: Upgrade, HTTP2-Settings, close", "Upgrade: h2c")
                        + "HTTP2-Settings: AAMAAABkAAQAAP__\n\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("101 Switching");
    }

    @Test
    void large_bodies_end_here() {
        assertThat(proxy.exchange(
                                ALLOWED,
                                "POST /messages HTTP/1.1\nHost: localhost\nContent-Length: 2000000\nConnection: close\n\n")
                        .status())
                .isEqualTo(413);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }
}
