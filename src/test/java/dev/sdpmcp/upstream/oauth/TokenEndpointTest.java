package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.ScriptedServer;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final ScriptedServer server = new ScriptedServer(request -> Reply.json(200, "{}"));
    private final TokenEndpoint endpoint = new TokenEndpoint(
            new OAuthClient(
                    server.uri(""), "1000.CLIENT", new Secret("client+secret&1"), Optional.of(new Secret("1000.refresh.secret"))),
            UpstreamLimits.DEFAULT,
            Clock.fixed(NOW, ZoneOffset.UTC));

    TokenEndpointTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void asks_with_a_form_and_no_secret_in_the_url() {
        answer(200, "{\"access_token\":\"1000.a.b\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");

        AccessToken token = endpoint.refresh();

        assertThat(token.value()).isEqualTo("1000.a.b");
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(server.requests.get(0).target()).isEqualTo("/oauth/v2/token");
        assertThat(server.requests.get(0).body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token",
                        "client_id=1000.CLIENT",
                        "client_secret=client%2Bsecret%261",
                        "refresh_token=1000.refresh.secret");
    }

    @Test
    void knows_a_life_in_milliseconds() {
        answer(200, "{\"access_token\":\"1000.a.b\",\"expires_in\":3600000}");

        assertThat(endpoint.refresh().expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_code, SDP_REFRESH_TOKEN",
        "invalid_client, SDP_DATA_CENTER",
        "invalid_client_secret, SDP_CLIENT_SECRET"
    })
    void an_error_with_http_200_is_an_error_and_says_what_to_mend(String error, String mend) {
        answer(200, "{\"error\":\"" + error + "\"}");

        assertThatThrownBy(endpoint::refresh)
                .isInstanceOf(UpstreamFailure.Unauthorised.class)
                .hasMessageContaining(mend)
                .hasMessageNotContaining("1000.refresh.secret");
    }

    @Test
    void knows_the_throttle_in_both_its_forms() {
        answer(
                400,
                "{\"error\":\"Access Denied\",\"error_description\":\"You have made too many requests continuously."
                        + " Please try again after some time.\",\"status\":\"failure\"}");
        assertThatThrownBy(endpoint::refresh).isInstanceOf(UpstreamFailure.Throttled.class);

        answer(200, "{\"error\":\"access_denied\"}");
        assertThatThrownBy(endpoint::refresh).isInstanceOf(UpstreamFailure.Throttled.class);
    }

    @Test
    void hands_on_no_text_that_it_does_not_know() {
        answer(200, "{\"error\":\"token 1000.refresh.secret is odd\"}");

        assertThatThrownBy(endpoint::refresh)
                .isInstanceOf(UpstreamFailure.Unavailable.class)
                .hasMessageNotContaining("1000.refresh.secret");
    }

    @Test
    void html_is_no_token() {
        server.answer(request -> Reply.html(200));
        assertThatThrownBy(endpoint::refresh)
                .isInstanceOf(UpstreamFailure.Malformed.class)
                .hasMessageContaining("SDP_ACCOUNTS_URL");
    }

    private void answer(int status, String body) {
        server.answer(request -> Reply.json(status, body));
    }
}
