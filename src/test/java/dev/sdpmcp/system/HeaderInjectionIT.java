package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of the client that wants to be a header of ours, a line of our log, or another address than it is. */
class HeaderInjectionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String STRANGER = "203.0.113.9";

    private final URI base = GuardedServer.base();
    private final String address = GuardedServer.newAddress();
    private final String mark = "mark-" + UUID.randomUUID();

    /** With the escapes of this test's texts made real. */
    private RawHttp.Answer send(String request) {
        String real = request.replace("CR", "\r")
                .replace("LF", "\n")
                .replace("NUL", "\0")
                .replace("MARK", mark)
                .replace("HOST", base.getAuthority())
                .replace("KEY", key(ANN))
                .replace("ADDRESS", address)
                .replace("STRANGER", STRANGER);
        return RawHttp.send(base, real.getBytes(StandardCharsets.ISO_8859_1), PATIENCE);
    }

    /** What goes on with the line before it goes on with one of no sense, or the connection would stay open. */
    private static String get(String target, String... headers) {
        StringBuilder request = new StringBuilder(
                "GET " + target + " HTTP/1.1CRLFHost: HOSTCRLFConnection: closeCRLFX-Before: nothingCRLF");
        Arrays.stream(headers).forEach(header -> request.append(header).append("CRLF"));
        return request + "KEYCRLFCRLF";
    }

    private void leaksNothing(RawHttp.Answer answer) {
        assertThat(answer.status()).isNotEqualTo(500);
        assertThat(answer.headers()).doesNotContainKeys("set-cookie", "x-injected");
        assertThat(answer.headers().values()).noneMatch(value -> value.contains(mark));
        assertThat(answer.text().split("HTTP/1\\.1 ", -1).length - 1)
                .as("answers")
                .isLessThanOrEqualTo(1);
        assertThat(GuardedServer.get().process().output().lines())
                .noneMatch(line -> line.startsWith(mark) || line.startsWith("Set-Cookie"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions/%0d%0aSet-Cookie:%20MARK=b",
                "/health?a=%0d%0aSet-Cookie:%20MARK=b",
                "/messages?sessionId=%0d%0aX-Injected:%20MARK%0d%0a%0d%0aMARK",
                "/messages?sessionId=%0aMARK",
                "/sessions/%00MARK",
                "/sessions/%E5%98%8A%E5%98%8DSet-Cookie:MARK",
                "/nowhere/%0d%0aMARK",
                "/sessions?token=%0d%0aMARK",
                "/%0d%0aMARK/../sessions"
            })
    void of_the_request_line_stays_out_of_headers_and_logs(String target) {
        leaksNothing(send(get(target, "X-Forwarded-For: ADDRESS")));
        leaksNothing(send(get(target, "X-Forwarded-For: ADDRESS").replaceFirst("GET", "POST")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id: MARK\tid",
                "X-Request-Id: aCRSet-Cookie: MARK=b",
                "X-Request-Id: aLFSet-Cookie: MARK=b",
                "X-Request-Id: aNULMARK",
                "Origin: https://MARK.exampleCRSet-Cookie: a=b",
                "Origin: https://MARK.exampleLFMARK",
                "Accept: text/MARKLF X-Injected: MARK",
                "Content-Type: application/json; MARKCRLF MARK",
                "X-Forwarded-For: 10.0.0.5LFMARK: a",
                "X-Forwarded-For: 10.0.0.5CRMARK",
                "X-Forwarded-For: MARKNUL",
                "Forwarded: for=10.0.0.5;host=\"MARKLFMARK\"",
                "X-Real-IP: MARKCR",
                "MARK with spaces: a",
                " MARK: a",
                "MARK",
                ": MARK",
                "X-\u00fc: MARK"
            })
    void of_headers_stays_out_of_headers_and_logs(String header) {
        leaksNothing(send(get("/health/live", header)));
        leaksNothing(send(get("/sessions", header, "X-API-Key: MARKLFMARK")));
    }

    /** Folded, doubled, spaced or hidden behind a control: none of it is a way past the allowlist. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 10.0.0.5,CRLF STRANGER",
                "X-Forwarded-For: 10.0.0.5CRLF\tSTRANGER",
                "X-Forwarded-For: 10.0.0.5CRLFX-Forwarded-For: STRANGER",
                "x-forwarded-for: 10.0.0.5CRLFX-FORWARDED-FOR: STRANGER",
                "X-Forwarded-For: 10.0.0.5NUL, STRANGER",
                "X-Forwarded-For: 10.0.0.5\u000b, STRANGER",
                "X-Forwarded-For: STRANGER,,",
                "X-Forwarded-For: STRANGER, 127.0.0.1",
                "Forwarded: for=10.0.0.5CRLFForwarded: for=STRANGER",
                "Forwarded: for=\"10.0.0.5, for=STRANGER\""
            })
    void of_forwarding_headers_is_no_way_in(String header) {
        RawHttp.Answer answer = send(get("/health/live", header));

        assertThat(answer.status()).isIn(0, 400, 403);
        leaksNothing(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "host: evil.example",
                "Host: HOST",
                "Host: HOST, evil.example",
                "Host : evil.example"
            })
    void a_second_host_is_never_the_one_that_counts(String second) {
        RawHttp.Answer answer = send(get("/health/live", "X-Forwarded-For: ADDRESS", second));

        leaksNothing(answer);
        assertThat(second.contains("HOST") || answer.status() != 200)
                .as("%s: %d", second, answer.status())
                .isTrue();
    }

    @Test
    void a_name_with_a_control_in_it_is_not_ours() {
        for (String host :
                new String[] {"HOSTNUL.evil.example", "HOST\t.evil.example", "HOST#evil", "HOST@evil.example"}) {
            RawHttp.Answer answer =
                    send("GET /health/live HTTP/1.1CRLFHost: " + host + "CRLFConnection: closeCRLFKEYCRLFCRLF");
            // To some the server beneath answers by itself, with nothing.
            assertThat(answer.body()).as(host).doesNotContain("UP");
            leaksNothing(answer);
        }
    }
}
