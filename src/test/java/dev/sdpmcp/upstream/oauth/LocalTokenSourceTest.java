package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.MovableClock;
import dev.sdpmcp.upstream.ScriptedServer;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenDemand;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens that are not stored. */
@Tag("component")
class LocalTokenSourceTest {

    private final MovableClock clock = new MovableClock();
    private final ScriptedServer zoho =
            new ScriptedServer(request -> Reply.json(200, "{\"access_token\":\"1000.a.b\",\"expires_in\":3600}"));
    private final TokenSource source = new TokenSource.Local(
            new TokenEndpoint(
                    new OAuthClient(zoho.uri(""), "1000.CLIENT", new Secret("secret"), Optional.empty()),
                    TokenEndpoint.LIMITS,
                    clock),
            new Secret("1000.refresh"),
            clock);

    LocalTokenSourceTest() throws IOException {}

    @AfterEach
    void close() {
        zoho.close();
    }

    private TokenResult.Failure failure() {
        TokenResult result = source.obtain(TokenDemand.FIRST);
        assertThat(result).isInstanceOf(TokenResult.Failure.class);
        return (TokenResult.Failure) result;
    }

    @Test
    void sends_at_most_eight_requests_in_ten_minutes() {
        for (int call = 0; call < 8; call++) {
            assertThat(source.obtain(TokenDemand.FIRST)).isInstanceOf(TokenResult.Success.class);
            clock.forward(Duration.ofMinutes(1));
        }

        assertThat(failure().failure()).isInstanceOf(UpstreamFailure.Throttled.class);
        assertThat(failure().pause()).isEqualTo(Duration.ofMinutes(2));
        assertThat(zoho.requests).hasSize(8);
        clock.forward(Duration.ofMinutes(2));
        assertThat(source.obtain(TokenDemand.FIRST)).isInstanceOf(TokenResult.Success.class);
    }

    @Test
    void increases_the_pause_during_an_outage() {
        zoho.answer(request -> Reply.json(503, "{}"));
        Duration waited = Duration.ZERO;
        for (int call = 0; call < 8; call++) {
            Duration pause = failure().pause();
            clock.forward(pause);
            waited = waited.plus(pause);
        }

        assertThat(waited).isGreaterThan(Duration.ofMinutes(9));
        assertThat(failure().pause()).as("the maximum").isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void pauses_for_ten_minutes_after_a_throttle() {
        zoho.answer(request -> Reply.json(200, "{\"error\":\"access_denied\"}"));

        assertThat(failure().pause()).isEqualTo(Duration.ofMinutes(10));
    }
}
