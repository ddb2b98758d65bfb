package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.telemetry.metrics.Counts;
import dev.sdpmcp.telemetry.metrics.Metrics;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.Outcome;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import java.time.Duration;
import java.util.Optional;

/** Metrics of the access token and of the requests for it. Thread-safe. */
final class TokenMetrics {

    private final Metrics metrics;
    private final Counts<Outcome> requests;

    TokenMetrics(Metrics metrics) {
        this.metrics = metrics;
        this.requests = metrics.counts(
                "sdp_mcp_oauth_requests_total",
                "Requests to Zoho for an access token, by outcome.",
                "outcome",
                Outcome.class);
    }

    void watch(AccessTokens tokens) {
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
        requests.count(response.outcome());
    }
}
