package dev.sdpmcp.upstream.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.Answer;
import dev.sdpmcp.upstream.RestClients;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Gets access tokens from Zoho. Thread-safe; it does not know how often it may be asked. */
final class TokenEndpoint {

    /** Where it says nothing; documented life of a token. */
    private static final long USUAL_LIFE_SECONDS = 3600;

    /** Old answers gave {@code expires_in} in milliseconds; no token lives this many seconds. */
    private static final long LARGEST_SECONDS = 100_000;

    static final Duration THROTTLE_PAUSE = Duration.ofMinutes(10);

    /** What to mend for each {@code error}, which comes with HTTP 200 more often than not. */
    private static final Map<String, String> MENDS = Map.of(
            "invalid_code",
            "the refresh token is wrong or was revoked; make a new one and set SDP_REFRESH_TOKEN",
            "invalid_client",
            "the client id is unknown in this data centre; check SDP_CLIENT_ID and SDP_DATA_CENTER",
            "invalid_client_secret",
            "the client secret is wrong; check SDP_CLIENT_SECRET",
            "invalid_scope",
            "a scope name is unknown; make the refresh token again with valid scopes",
            "invalid_grant",
            "the refresh token is not accepted; make a new one and set SDP_REFRESH_TOKEN");

    private final ZohoAccounts accounts;
    private final OAuthClient client;
    private final UpstreamLimits limits;
    private final Clock clock;

    TokenEndpoint(OAuthClient client, UpstreamLimits limits, Clock clock) {
        this.accounts = RestClients.build(ZohoAccounts.class, client.accounts(), limits);
        this.client = client;
        this.limits = limits;
        this.clock = clock;
    }

    /** @throws UpstreamFailure if there is none: {@code Throttled}, {@code Unauthorised}, {@code Unavailable} */
    AccessToken refresh() {
        Instant asked = clock.instant();
        Answer answer = Wire.exchange(
                "Zoho Accounts",
                false,
                limits,
                () -> accounts.token(
                        "refresh_token",
                        client.clientId(),
                        client.clientSecret().reveal(),
                        client.refreshToken().reveal()));
        ObjectNode body = answer.body().orElseThrow(() -> unreadable(answer));
        String value = body.path("access_token").asText("");
        if (!answer.isSuccess() || value.isEmpty() || body.hasNonNull("error")) {
            throw failure(answer, body);
        }
        return new AccessToken(value, asked.plusSeconds(lifeInSeconds(body)));
    }

    private static long lifeInSeconds(ObjectNode body) {
        long life = body.path("expires_in").asLong(USUAL_LIFE_SECONDS);
        long seconds = life > LARGEST_SECONDS ? life / 1000 : life;
        return Math.max(0, Math.min(seconds, LARGEST_SECONDS));
    }

    private static UpstreamFailure failure(Answer answer, ObjectNode body) {
        String error = body.path("error").asText("").toLowerCase(Locale.ROOT).replace(' ', '_');
        String description = body.path("error_description").asText("").toLowerCase(Locale.ROOT);
        if (answer.status() == 429 || "access_denied".equals(error) || description.contains("too many requests")) {
            return new UpstreamFailure.Throttled(
                    "Zoho gives out no more access tokens for now (10 in 10 minutes at most); asking earlier makes the"
                            + " wait longer, try again in " + THROTTLE_PAUSE.toMinutes() + " minutes",
                    THROTTLE_PAUSE);
        }
        String mend = MENDS.get(error);
        if (mend != null) {
            return new UpstreamFailure.Unauthorised("Zoho gave no access token (" + error + "): " + mend);
        }
        return new UpstreamFailure.Unavailable(
                "Zoho gave no access token (HTTP " + answer.status() + ", " + known(error) + ")", false, null);
    }

    /** Only words that Zoho is known to use: whatever else came may be anything. */
    private static String known(String error) {
        return switch (error) {
            case "general_error", "unsupported_grant_type", "invalid_redirect_uri" -> error;
            default -> "error unknown";
        };
    }

    private static UpstreamFailure unreadable(Answer answer) {
        String message = "Zoho Accounts answered with HTTP " + answer.status() + " and no JSON; check SDP_ACCOUNTS_URL";
        return answer.status() >= 500
                ? new UpstreamFailure.Unavailable(message, false, null)
                : new UpstreamFailure.Malformed(message, false, null);
    }
}
