package dev.sdpmcp.system;

import static dev.sdpmcp.system.GuardedServer.ANN;
import static dev.sdpmcp.system.GuardedServer.clientAt;
import static dev.sdpmcp.system.GuardedServer.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From where, under which name and for which page: the checks before any key. */
class AddressesIT {

    private static final String STRANGER = "203.0.113.9";

    private final URI base = GuardedServer.base();

    private int status(String... headers) {
        return RawHttp.send(base, "GET", "/health/live", headers).status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/health/live", "/sse", "/sessions", "/.well-known/oauth-protected-resource", "/"})
    void of_strangers_are_refused_on_every_route(String path) {
        RawHttp.Answer answer = RawHttp.send(base, "GET", path, clientAt(STRANGER), key(ANN));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("IP not allowed");
    }

    @Test
    void are_read_past_what_the_client_wrote() {
        assertThat(status(clientAt("10.0.0.5, " + STRANGER))).isEqualTo(403);
        assertThat(status(clientAt("127.0.0.1, " + STRANGER))).isEqualTo(403);
        assertThat(status(clientAt(STRANGER + ", 10.0.0.5"))).isEqualTo(200);
        assertThat(status(clientAt("10.0.0.5"), clientAt(STRANGER))).isEqualTo(403);
        assertThat(status(clientAt("2001:db8::5"))).isEqualTo(200);
        assertThat(status(clientAt("::ffff:10.0.0.5"))).isEqualTo(200);
    }

    @Test
    void are_not_believed_when_a_second_header_says_otherwise() {
        assertThat(status(clientAt(STRANGER), "Forwarded: for=10.0.0.5")).isEqualTo(403);
        assertThat(status(clientAt("10.0.0.5"), "Forwarded: for=" + STRANGER)).isEqualTo(403);
        assertThat(status(clientAt("10.0.0.5"), "X-Real-IP: 10.0.0.6")).isEqualTo(403);
        assertThat(status("X-Real-IP: 10.0.0.6")).isEqualTo(200);
        assertThat(status(clientAt("nonsense"))).isEqualTo(403);
    }

    @Test
    void count_before_names_and_names_before_keys() {
        RawHttp.Answer all = RawHttp.send(
                base, "GET", "/sse", clientAt(STRANGER), "Host: evil.example", "Origin: https://evil.example");
        assertThat(all.body()).contains("IP not allowed");
        RawHttp.Answer name = RawHttp.send(base, "GET", "/sse", "Host: evil.example");
        assertThat(name.status()).isEqualTo(403);
        assertThat(name.body()).contains("Host not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready", "/sse", "/sessions", "/nowhere"})
    void names_and_pages_are_checked_on_every_route(String path) {
        assertThat(RawHttp.send(base, "GET", path, "Host: rebound.example:" + base.getPort(), key(ANN))
                        .status())
                .isEqualTo(403);
        RawHttp.Answer page = RawHttp.send(base, "GET", path, "Origin: https://evil.example", key(ANN));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("Origin not allowed");
        assertThat(RawHttp.send(base, "GET", path, "Origin: null", key(ANN)).status())
                .isEqualTo(403);
    }

    @Test
    void a_second_host_or_none_is_refused() {
        assertThat(status("Host: " + base.getAuthority(), "Host: evil.example")).isIn(400, 403);
        assertThat(RawHttp.send(base, "GET /health/live HTTP/1.1\nConnection: close\n\n")
                        .status())
                .isIn(400, 403);
        assertThat(RawHttp.send(
                                base,
                                "GET http://evil.example/health/live HTTP/1.1\nHost: evil.example\nConnection: close\n\n")
                        .status())
                .isIn(400, 403);
    }

    @Test
    void no_page_of_another_origin_may_read_anything() {
        RawHttp.Answer preflight = RawHttp.send(
                base,
                "OPTIONS",
                "/messages",
                "Origin: " + "http://localhost:" + base.getPort(),
                "Access-Control-Request-Method: POST");
        assertThat(preflight.headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(preflight.status()).isNotIn(200, 204);
    }

    @Test
    void answers_say_little_and_keep_browsers_quiet() {
        for (String path : new String[] {"/health", "/sessions", "/nowhere"}) {
            RawHttp.Answer answer = RawHttp.send(base, "GET", path);
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
        }
    }
}
