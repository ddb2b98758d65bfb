package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.telemetry.metrics.Counts;
import dev.sdpmcp.telemetry.metrics.Metrics;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Metrics of the access token and of the requests for it. Thread-safe. */
@ApplicationScoped
public class TokenMetrics {

    private Metrics metrics;
    private Counts<Outcome> requests;

    /** Outcome of a token request; see {@link TokenResponse.Reason}. */
    private enum Outcome {
        ISSUED,
        NOT_SENT,
        OUTAGE,
        THROTTLED,
        GRANT_REFUSED,
        CREDENTIALS_REFUSED;

        static Outcome of(TokenResponse response) {
            return response instanceof Denied denied ? valueOf(denied.reason().name()) : ISSUED;
        }
    }

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected TokenMetrics() {}

    @Inject
    TokenMetrics(Metrics metrics) {
        this.metrics = metrics;
        requests = metrics.counts(
                "sdp_mcp_oauth_requests_total",
                "Requests to Zoho for an access token, by outcome.",
                "outcome",
                Outcome.class);
    }

    void begin(@Observes Startup event, AccessTokens tokens) {
        metrics.gauge(
                "sdp_mcp_oauth_token_age_seconds",
                "Age of the access token since this server obtained it; absent without a valid one.",
                () -> seconds(tokens.state().age()));
        metrics.gauge(
                "sdp_mcp_oauth_token_expiry_seconds",
                "Seconds until the access token expires; absent without a valid one.",
                () -> seconds(tokens.state().left()));
        metrics.gauge(
                "sdp_mcp_oauth_renewal_failing",
                "1 while the last attempt to get an access token has failed, otherwise 0.",
                () -> tokens.state().failure().isPresent() ? 1 : 0);
        metrics.gauge(
                "sdp_mcp_oauth_requests_left",
                "Requests for a token that this server may still send in this window of ten minutes.",
                tokens.source()::requestsLeft);
    }

    private static double seconds(Optional<Duration> duration) {
        return duration.map(known -> known.toMillis() / 1_000.0).orElse(Double.NaN);
    }

    void requested(TokenResponse response) {
        requests.count(Outcome.of(response));
    }
}
