package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.ScriptedServer;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.Outcome;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Issued;
import dev.sdpmcp.upstream.oauth.TokenSource.AccessToken;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("component")
class TokenEndpointTest {

    private static final Secret REFRESH_TOKEN = new Secret("1000.refresh.secret");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final ScriptedServer server = new ScriptedServer(request -> Reply.json(200, "{}"));
    private final TokenEndpoint endpoint = endpointAt(server.uri(""));

    TokenEndpointTest() throws IOException {}

    private static TokenEndpoint endpointAt(URI accounts) {
        return new TokenEndpoint(
                new OAuthClient(accounts, "1000.CLIENT", new Secret("client+secret&1"), Optional.empty()),
                UpstreamLimits.DEFAULT,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sends_a_form_and_no_secret_in_the_url() {
        answer(200, "{\"access_token\":\"1000.a.b\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");

        AccessToken token = issued().accessToken();

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
    void reads_a_lifetime_in_milliseconds() {
        answer(200, "{\"access_token\":\"1000.a.b\",\"expires_in\":3600000}");

        assertThat(issued().accessToken().expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_code, GRANT_REFUSED, --authorize",
        "invalid_code, GRANT_REFUSED, SDP_REFRESH_TOKEN",
        "invalid_grant, GRANT_REFUSED, --authorize",
        "invalid_client, CREDENTIALS_REFUSED, SDP_DATA_CENTER",
        "invalid_client_secret, CREDENTIALS_REFUSED, SDP_CLIENT_SECRET"
    })
    void an_error_with_http_200_is_an_error_and_contains_what_to_fix(String error, Outcome outcome, String fix) {
        answer(200, "{\"error\":\"" + error + "\"}");

        assertThat(denied(outcome).failure())
                .isInstanceOf(UpstreamFailure.Unauthorised.class)
                .hasMessageContaining(fix)
                .hasMessageNotContaining("1000.refresh.secret");
    }

    @Test
    void recognizes_both_forms_of_the_throttle() {
        answer(
                400,
                "{\"error\":\"Access Denied\",\"error_description\":\"You have made too many requests continuously."
                        + " Please try again after some time.\",\"status\":\"failure\"}");
        assertThat(denied(Outcome.THROTTLED).failure()).isInstanceOf(UpstreamFailure.Throttled.class);

        answer(200, "{\"error\":\"access_denied\"}");
        assertThat(denied(Outcome.THROTTLED).failure()).isInstanceOf(UpstreamFailure.Throttled.class);
    }

    @Test
    void does_not_pass_on_unknown_text() {
        answer(200, "{\"error\":\"token 1000.refresh.secret is odd\"}");

        assertThat(denied(Outcome.OUTAGE).failure())
                .isInstanceOf(UpstreamFailure.Unavailable.class)
                .hasMessageNotContaining("1000.refresh.secret");
    }

    @Test
    void html_is_not_a_token() {
        server.answer(request -> Reply.html(200));
        assertThat(denied(Outcome.OUTAGE).failure())
                .isInstanceOf(UpstreamFailure.Malformed.class)
                .hasMessageContaining("SDP_ACCOUNTS_URL");
    }

    @Test
    void exchanges_a_code_for_both_tokens() {
        answer(
                200,
                "{\"access_token\":\"1000.a.b\",\"refresh_token\":\"1000.c.d\",\"expires_in\":3600,"
                        + "\"scope\":\"SDPOnDemand.requests.ALL SDPOnDemand.setup.READ\"}");

        Issued issued = (Issued) endpoint.exchange(new Secret("1000.code"));

        assertThat(issued.refreshToken()).contains(new Secret("1000.c.d"));
        assertThat(issued.scopes()).isEqualTo("SDPOnDemand.requests.ALL SDPOnDemand.setup.READ");
        assertThat(issued.toString()).doesNotContain("1000.");
        assertThat(server.requests.get(0).body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=authorization_code",
                        "client_id=1000.CLIENT",
                        "client_secret=client%2Bsecret%261",
                        "code=1000.code");
    }

    @Test
    void reports_an_expired_code_and_not_a_bad_refresh_token() {
        answer(200, "{\"error\":\"invalid_code\"}");

        assertThat(((Denied) endpoint.exchange(new Secret("1000.code"))).failure())
                .hasMessageContaining("the code is wrong, has expired");
    }

    @Test
    void recognizes_a_request_that_was_not_sent() {
        // not the port of a server that was closed, which another test may have meanwhile
        TokenEndpoint nobody = endpointAt(URI.create("http://127.0.0.1:" + FreePort.pick()));

        Denied denied = (Denied) nobody.refresh(REFRESH_TOKEN);

        assertThat(denied.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(denied.failure()).isInstanceOf(UpstreamFailure.Unavailable.class);
    }

    @Test
    void treats_a_server_error_as_an_outage() {
        answer(500, "{\"error\":\"general_error\"}");

        assertThat(denied(Outcome.OUTAGE).failure()).hasMessageContaining("general_error");
    }

    private Issued issued() {
        return (Issued) endpoint.refresh(REFRESH_TOKEN);
    }

    private Denied denied(Outcome outcome) {
        Denied denied = (Denied) endpoint.refresh(REFRESH_TOKEN);
        assertThat(denied.outcome()).isEqualTo(outcome);
        return denied;
    }

    private void answer(int status, String body) {
        server.answer(request -> Reply.json(status, body));
    }
}
