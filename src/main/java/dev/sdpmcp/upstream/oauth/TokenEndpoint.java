package dev.sdpmcp.upstream.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.ApiResponse;
import dev.sdpmcp.upstream.HttpExchange;
import dev.sdpmcp.upstream.RestClients;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Issued;
import dev.sdpmcp.upstream.oauth.TokenSource.AccessToken;
import jakarta.ws.rs.core.Form;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Client for the token endpoint of Zoho Accounts. Each call sends at most one request, within {@link
 * UpstreamLimits#whole}; the caller must respect Zoho's rate limit. Thread-safe.
 */
final class TokenEndpoint {

    /** A request ends well before the lease under which it is sent. */
    static final UpstreamLimits LIMITS = new UpstreamLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(12), 1, Duration.ZERO, 64 * 1024);

    /** How long Zoho refuses requests after too many of them. */
    static final Duration THROTTLE_PAUSE = Duration.ofMinutes(10);

    /** The documented lifetime of a token, for a response that does not state it. */
    private static final long DEFAULT_LIFETIME_SECONDS = 3600;

    /** Old responses had {@code expires_in} in milliseconds; no token lives this many seconds. */
    private static final long MAX_LIFETIME_SECONDS = 100_000;

    /** Documented tokens have 70 characters. */
    private static final int MAX_TOKEN_CHARACTERS = 2_000;

    private static final String REFRESH_TOKEN_ADVICE =
            "the refresh token is wrong or was revoked; make a code with the self client of the Zoho API console"
                    + " and run ./start-sse.sh --authorize CODE, or set a new SDP_REFRESH_TOKEN and restart";
    private static final String CODE_ADVICE =
            "the code is wrong, has expired, or was used before; make a new one with the self client of the Zoho API"
                    + " console and run ./start-sse.sh --authorize CODE at once";

    private final ZohoAccounts accounts;
    private final OAuthClient client;
    private final UpstreamLimits limits;
    private final Clock clock;
    private final Consumer<TokenResponse> listener;

    /** The response to a request. */
    sealed interface TokenResponse {

        Outcome outcome();

        /**
         * Tokens.
         *
         * @param refreshToken always present for a code, as a rule absent for a refresh token
         * @param scopes as Zoho names them, separated by blanks; may be empty
         */
        record Issued(AccessToken accessToken, Optional<Secret> refreshToken, String scopes) implements TokenResponse {

            @Override
            public Outcome outcome() {
                return Outcome.ISSUED;
            }
        }

        /** No tokens; the message of the failure contains what an operator must do. */
        record Denied(Outcome outcome, UpstreamFailure failure) implements TokenResponse {}

        /** Whether Zoho may have received the request, so that it counts against Zoho's limit. */
        default boolean counts() {
            return outcome() != Outcome.NOT_SENT;
        }
    }

    /** The outcome of a request; also in metrics and in the database. */
    enum Outcome {
        ISSUED,
        /** The request did not reach Zoho. */
        NOT_SENT,
        /** No response, a server error, or an unreadable response. */
        OUTAGE,
        /** Too many requests. */
        THROTTLED,
        /** The code or the refresh token is not accepted. */
        GRANT_REFUSED,
        /** The client id, the client secret or a scope is wrong. */
        CREDENTIALS_REFUSED
    }

    TokenEndpoint(OAuthClient client, UpstreamLimits limits, Clock clock) {
        this(client, limits, clock, response -> {});
    }

    /** @param listener gets the outcome of each request; must return quickly */
    TokenEndpoint(OAuthClient client, UpstreamLimits limits, Clock clock, Consumer<TokenResponse> listener) {
        this.accounts = RestClients.build(ZohoAccounts.class, client.accounts(), limits);
        this.client = client;
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
    }

    /** Requests an access token with a refresh token. */
    TokenResponse refresh(Secret refreshToken) {
        return request(
                REFRESH_TOKEN_ADVICE,
                new Form("grant_type", "refresh_token").param("refresh_token", refreshToken.reveal()));
    }

    /** Requests both tokens with a code of the self client, which can be used once. */
    TokenResponse exchange(Secret code) {
        return request(CODE_ADVICE, new Form("grant_type", "authorization_code").param("code", code.reveal()));
    }

    private TokenResponse request(String grantAdvice, Form form) {
        form.param("client_id", client.clientId())
                .param("client_secret", client.clientSecret().reveal());
        TokenResponse response = send(grantAdvice, form);
        listener.accept(response);
        return response;
    }

    private TokenResponse send(String grantAdvice, Form form) {
        Instant sentAt = clock.instant();
        try {
            // a write: once it was sent, a token may have been issued, whether the response arrives or not
            return read(
                    HttpExchange.exchange("Zoho Accounts", true, limits, () -> accounts.token(form)),
                    sentAt,
                    grantAdvice);
        } catch (UpstreamFailure failed) {
            // a token that was issued and lost does no harm: the outcome of the caller's own call is known
            return new Denied(
                    failed.outcomeUnknown() ? Outcome.OUTAGE : Outcome.NOT_SENT,
                    new UpstreamFailure.Unavailable(failed.getMessage(), false, failed));
        }
    }

    private static TokenResponse read(ApiResponse response, Instant sentAt, String grantAdvice) {
        Optional<ObjectNode> json = response.body();
        if (json.isEmpty()) {
            return new Denied(Outcome.OUTAGE, notJson(response.status()));
        }
        ObjectNode body = json.get();
        String value = token(body, "access_token");
        if (!response.isSuccess() || value.isEmpty() || body.hasNonNull("error")) {
            return denied(response.status(), body, grantAdvice);
        }
        return new Issued(
                new AccessToken(value, sentAt.plusSeconds(lifetimeSeconds(body))),
                Optional.of(token(body, "refresh_token"))
                        .filter(text -> !text.isEmpty())
                        .map(Secret::new),
                body.path("scope").asText("").replace(',', ' '));
    }

    private static String token(ObjectNode body, String name) {
        String text = body.path(name).asText("");
        return text.length() > MAX_TOKEN_CHARACTERS ? "" : text;
    }

    private static long lifetimeSeconds(ObjectNode body) {
        long lifetime = body.path("expires_in").asLong(DEFAULT_LIFETIME_SECONDS);
        long seconds = lifetime > MAX_LIFETIME_SECONDS ? lifetime / 1000 : lifetime;
        return Math.max(0, Math.min(seconds, MAX_LIFETIME_SECONDS));
    }

    /** Zoho sends most errors with HTTP 200. */
    private static Denied denied(int status, ObjectNode body, String grantAdvice) {
        String error = body.path("error").asText("").toLowerCase(Locale.ROOT).replace(' ', '_');
        String description = body.path("error_description").asText("").toLowerCase(Locale.ROOT);
        if (status == 429 || "access_denied".equals(error) || description.contains("too many requests")) {
            return new Denied(Outcome.THROTTLED, SlidingWindowLimit.throttledByZoho(THROTTLE_PAUSE));
        }
        return switch (error) {
            case "invalid_code", "invalid_grant" -> refused(Outcome.GRANT_REFUSED, error, grantAdvice);
            case "invalid_client" ->
                refused(
                        Outcome.CREDENTIALS_REFUSED,
                        error,
                        "the client id is unknown in this data centre; check SDP_CLIENT_ID and SDP_DATA_CENTER");
            case "invalid_client_secret" ->
                refused(Outcome.CREDENTIALS_REFUSED, error, "the client secret is wrong; check SDP_CLIENT_SECRET");
            case "invalid_scope" ->
                refused(
                        Outcome.CREDENTIALS_REFUSED,
                        error,
                        "a scope name is unknown; make the code again with valid scopes");
            // other text may contain a secret
            case "general_error", "unsupported_grant_type", "invalid_redirect_uri" -> failed(status, error);
            default -> failed(status, "unknown error");
        };
    }

    /** The failure for a refresh token that Zoho refused some time ago. */
    static UpstreamFailure refreshTokenRefused() {
        return refused(Outcome.GRANT_REFUSED, "invalid_code", REFRESH_TOKEN_ADVICE)
                .failure();
    }

    private static Denied refused(Outcome outcome, String error, String advice) {
        return new Denied(
                outcome, new UpstreamFailure.Unauthorised("Zoho gave no access token (" + error + "): " + advice));
    }

    private static Denied failed(int status, String error) {
        return new Denied(
                Outcome.OUTAGE,
                new UpstreamFailure.Unavailable(
                        "Zoho gave no access token (HTTP " + status + ", " + error + ")", false, null));
    }

    private static UpstreamFailure notJson(int status) {
        String message = "Zoho Accounts answered with HTTP " + status + " and no JSON; check SDP_ACCOUNTS_URL";
        return status >= 500
                ? new UpstreamFailure.Unavailable(message, false, null)
                : new UpstreamFailure.Malformed(message, false, null);
    }
}
