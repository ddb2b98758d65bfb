package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.telemetry.metrics.Counts;
import dev.sdpmcp.telemetry.metrics.Metrics;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** How the access token stands, in numbers. Thread-safe. */
@ApplicationScoped
public class TokenMetrics {

    private Metrics metrics;
    private Counts<Outcome> requests;

    /** What became of a request for a token; see {@link TokenAnswer.Reason}. */
    private enum Outcome {
        ISSUED,
        NOT_SENT,
        OUTAGE,
        THROTTLED,
        GRANT_REFUSED,
        CREDENTIALS_REFUSED;

        static Outcome of(TokenAnswer answer) {
            return answer instanceof Denied denied ? valueOf(denied.reason().name()) : ISSUED;
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
                "Requests to Zoho for an access token, by what became of them.",
                "outcome",
                Outcome.class);
    }

    void begin(@Observes Startup event, AccessTokens tokens) {
        metrics.gauge(
                "sdp_mcp_oauth_token_age_seconds",
                "Age of the access token since this server got it; absent without a valid one.",
                () -> seconds(tokens.state().age()));
        metrics.gauge(
                "sdp_mcp_oauth_token_expiry_seconds",
                "Seconds until the access token ends; absent without a valid one.",
                () -> seconds(tokens.state().left()));
        metrics.gauge(
                "sdp_mcp_oauth_renewal_failing",
                "1 while the last attempt to get an access token has failed, otherwise 0.",
                () -> tokens.state().failure().isPresent() ? 1 : 0);
        metrics.gauge(
                "sdp_mcp_oauth_requests_left",
                "Requests for a token that this server may still make in these ten minutes.",
                tokens::requestsLeft);
    }

    private static double seconds(Optional<Duration> time) {
        return time.map(known -> known.toMillis() / 1_000.0).orElse(Double.NaN);
    }

    void requested(TokenAnswer answer) {
        requests.count(Outcome.of(answer));
    }
}
