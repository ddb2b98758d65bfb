package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.HttpSettings;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerReadingTest {

    @Test
    void a_loopback_listener_accepts_only_names_of_loopback() {
        HttpSettings http =
                Given.validValues().with("SDP_HTTP_PORT", "8080").read().http();

        assertThat(http.allowedHosts()).containsExactlyInAnyOrder("localhost", "127.0.0.1", "::1");
        assertThat(http.allowedOrigins())
                .containsExactlyInAnyOrder("http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080");
        assertThat(http.cors()).isFalse();
    }

    @Test
    void a_wildcard_listener_accepts_the_addresses_of_the_machine() {
        HttpSettings http = Given.validValues()
                .with("SDP_HTTP_HOST", "0.0.0.0")
                .with("SDP_ALLOWED_IPS", "*")
                .read()
                .http();

        assertThat(http.allowedHosts()).contains("localhost", "127.0.0.1").doesNotContain("0.0.0.0");
    }

    @Test
    void a_configured_list_replaces_the_default_names() {
        HttpSettings http = Given.validValues()
                .with("SDP_ALLOWED_HOSTS", "MCP.example.com, [2001:db8::1]")
                .with("SDP_ALLOWED_ORIGINS", "https://Chat.example.com")
                .with("SDP_ENABLE_CORS", "true")
                .read()
                .http();

        assertThat(http.allowedHosts()).containsExactly("mcp.example.com", "2001:db8::1");
        assertThat(http.allowedOrigins()).containsExactly("https://chat.example.com");
        assertThat(http.cors()).isTrue();
    }

    @Test
    void refuses_cors_without_origins() {
        assertThat(Given.validValues().with("SDP_ENABLE_CORS", "true").problem())
                .isEqualTo("SDP_ENABLE_CORS is true, but SDP_ALLOWED_ORIGINS is not set. List the origins to admit.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://chat.example.com/path", "chat.example.com", "null", "ftp://example.com"})
    void refuses_an_invalid_origin(String origin) {
        assertThat(Given.validValues().with("SDP_ALLOWED_ORIGINS", origin).problem())
                .startsWith("SDP_ALLOWED_ORIGINS holds \"" + origin + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "example.com:80", "http://example.com", "1.2.3"})
    void refuses_an_invalid_host_name(String host) {
        assertThat(Given.validValues().with("SDP_ALLOWED_HOSTS", host).problem())
                .startsWith("SDP_ALLOWED_HOSTS holds \"" + host + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256.1.1.1", "local host", "127.0.0.1:3000", "http://localhost"})
    void refuses_an_invalid_address_to_bind(String host) {
        assertThat(Given.validValues()
                        .with("SDP_HTTP_HOST", host)
                        .with("SDP_ALLOWED_IPS", "*")
                        .problem())
                .startsWith("SDP_HTTP_HOST is \"" + host + "\"");
    }

    @Test
    void takes_the_brackets_off_an_ipv6_address() {
        assertThat(Given.validValues()
                        .with("SDP_HTTP_HOST", "[::1]")
                        .read()
                        .http()
                        .host())
                .isEqualTo("::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://mcp.example.com", "https://mcp.example.com/", "https://mcp.example.com/sse"})
    void a_public_url_ends_with_the_path_of_the_stream(String text) {
        assertThat(Given.validValues()
                        .with("SDP_PUBLIC_URL", text)
                        .read()
                        .http()
                        .publicUrl())
                .contains(URI.create("https://mcp.example.com/sse"));
    }

    @Test
    @Tag("reports")
    void B28_a_public_url_may_have_a_path() {
        assertThat(Given.validValues()
                        .with("SDP_PUBLIC_URL", "https://example.com/it/desk/")
                        .read()
                        .http()
                        .publicPath())
                .isEqualTo("/it/desk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mcp.example.com",
                "ftp://mcp.example.com",
                "https://mcp.example.com/sse?key=1",
                "https://a@b",
                "https://mcp.example.com/a/../b/sse",
                "https://mcp.example.com//desk/sse",
                "https://mcp.example.com/de%73k/sse"
            })
    void refuses_a_public_url_that_no_client_can_open(String text) {
        assertThat(Given.validValues().with("SDP_PUBLIC_URL", text).problem()).startsWith("SDP_PUBLIC_URL is ");
    }
}
