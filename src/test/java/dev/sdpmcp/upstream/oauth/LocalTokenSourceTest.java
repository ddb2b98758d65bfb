package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.ScriptedServer;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenSource.Need;
import dev.sdpmcp.upstream.oauth.TokenSource.Supply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens that are kept nowhere. */
@Tag("component")
class LocalTokenSourceTest {

    private final MovableClock clock = new MovableClock();
    private final ScriptedServer zoho =
            new ScriptedServer(request -> Reply.json(200, "{\"access_token\":\"1000.a.b\",\"expires_in\":3600}"));
    private final TokenSource tokens = new LocalTokenSource(
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

    private Supply.None none() {
        Supply supply = tokens.obtain(Need.FIRST);
        assertThat(supply).isInstanceOf(Supply.None.class);
        return (Supply.None) supply;
    }

    @Test
    void asks_eight_times_in_ten_minutes_at_most() {
        for (int call = 0; call < 8; call++) {
            assertThat(tokens.obtain(Need.FIRST)).isInstanceOf(Supply.Got.class);
            clock.forward(Duration.ofMinutes(1));
        }

        assertThat(none().failure()).isInstanceOf(UpstreamFailure.Throttled.class);
        assertThat(none().pause()).isEqualTo(Duration.ofMinutes(2));
        assertThat(zoho.requests).hasSize(8);
        clock.forward(Duration.ofMinutes(2));
        assertThat(tokens.obtain(Need.FIRST)).isInstanceOf(Supply.Got.class);
    }

    @Test
    void leaves_zoho_alone_for_longer_and_longer_while_it_is_out_of_order() {
        zoho.answer(request -> Reply.json(503, "{}"));
        Duration waited = Duration.ZERO;
        for (int call = 0; call < 8; call++) {
            Duration pause = none().pause();
            clock.forward(pause);
            waited = waited.plus(pause);
        }

        assertThat(waited).isGreaterThan(Duration.ofMinutes(9));
        assertThat(none().pause()).as("the longest").isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void leaves_it_alone_for_ten_minutes_when_it_says_that_it_is_too_much() {
        zoho.answer(request -> Reply.json(200, "{\"error\":\"access_denied\"}"));

        assertThat(none().pause()).isEqualTo(Duration.ofMinutes(10));
    }
}
