package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotFoundTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/register",
                "/authorize",
                "/token",
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/sse",
                "/.well-known/oauth-protected-resource",
                "/sse/.well-known/oauth-protected-resource",
                "/.well-known/openid-configuration",
            })
    @Tag("reports")
    void B29_says_that_there_is_no_oauth_where_clients_look_for_it(String uri) {
        assertThat(HttpError.notFoundAt(uri)).isEqualTo(HttpError.NO_OAUTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mcp", "/registered", "/x/token", "/.well-known/security.txt", "/TOKEN"})
    void names_the_endpoints_elsewhere(String uri) {
        assertThat(HttpError.notFoundAt(uri)).isEqualTo(HttpError.NOT_FOUND);
    }
}
