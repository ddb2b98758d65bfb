package dev.sdpmcp.upstream.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.ApiResponse;
import dev.sdpmcp.upstream.HttpExchange;
import dev.sdpmcp.upstream.RestClients;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Issued;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Reason;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Gets tokens from Zoho. Thread-safe; it does not know how often it may be asked. */
final class TokenEndpoint {

    /** A call ends well within the lease under which it is made. */
    static final UpstreamLimits LIMITS = new UpstreamLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(12), 1, Duration.ZERO, 64 * 1024);

    static final Duration THROTTLE_PAUSE = Duration.ofMinutes(10);

    /** Where it says nothing; documented life of a token. */
    private static final long USUAL_LIFE_SECONDS = 3600;

    /** Old answers gave {@code expires_in} in milliseconds; no token lives this many seconds. */
    private static final long LARGEST_SECONDS = 100_000;

    /** Documented ones have 70 characters. */
    private static final int LONGEST_TOKEN = 2_000;

    private final ZohoAccounts accounts;
    private final OAuthClient client;
    private final UpstreamLimits limits;
    private final Clock clock;
    private final Consumer<TokenAnswer> listener;

    TokenEndpoint(OAuthClient client, UpstreamLimits limits, Clock clock) {
        this(client, limits, clock, answer -> {});
    }

    /** @param listener told what came of each request; must be quick */
    TokenEndpoint(OAuthClient client, UpstreamLimits limits, Clock clock, Consumer<TokenAnswer> listener) {
        this.accounts = RestClients.build(ZohoAccounts.class, client.accounts(), limits);
        this.client = client;
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
    }

    /** An access token for a refresh token. */
    TokenAnswer refresh(Secret refreshToken) {
        return ask(
                EndpointErrors.OF_REFRESH_TOKEN,
                () -> accounts.refresh(
                        "refresh_token",
                        client.clientId(),
                        client.clientSecret().reveal(),
                        refreshToken.reveal()));
    }

    /** Both tokens for a code of the self client, which is good for one try. */
    TokenAnswer exchange(Secret code) {
        return ask(
                EndpointErrors.OF_CODE,
                () -> accounts.exchange(
                        "authorization_code",
                        client.clientId(),
                        client.clientSecret().reveal(),
                        code.reveal()));
    }

    private TokenAnswer ask(EndpointErrors errors, Supplier<Response> send) {
        TokenAnswer answer = exchanged(errors, send);
        listener.accept(answer);
        return answer;
    }

    private TokenAnswer exchanged(EndpointErrors errors, Supplier<Response> send) {
        Instant asked = clock.instant();
        try {
            // a write: once it was sent, a token may have been made, whether its answer comes or not
            return read(HttpExchange.exchange("Zoho Accounts", true, limits, send), asked, errors);
        } catch (UpstreamFailure failed) {
            return new Denied(failed.outcomeUnknown() ? Reason.OUTAGE : Reason.NOT_SENT, withoutOutcome(failed));
        }
    }

    private static TokenAnswer read(ApiResponse answer, Instant asked, EndpointErrors errors) {
        Optional<ObjectNode> json = answer.body();
        if (json.isEmpty()) {
            return new Denied(Reason.OUTAGE, unreadable(answer.status()));
        }
        ObjectNode body = json.get();
        String value = token(body, "access_token");
        if (!answer.isSuccess() || value.isEmpty() || body.hasNonNull("error")) {
            return errors.denied(answer.status(), body);
        }
        return new Issued(
                new AccessToken(value, asked.plusSeconds(lifeInSeconds(body))),
                Optional.of(token(body, "refresh_token"))
                        .filter(text -> !text.isEmpty())
                        .map(Secret::new),
                body.path("scope").asText("").replace(',', ' '));
    }

    private static String token(ObjectNode body, String name) {
        String text = body.path(name).asText("");
        return text.length() > LONGEST_TOKEN ? "" : text;
    }

    private static long lifeInSeconds(ObjectNode body) {
        long life = body.path("expires_in").asLong(USUAL_LIFE_SECONDS);
        long seconds = life > LARGEST_SECONDS ? life / 1000 : life;
        return Math.max(0, Math.min(seconds, LARGEST_SECONDS));
    }

    /** A token that was made and lost harms nobody: for the caller's own call nothing is unknown. */
    private static UpstreamFailure withoutOutcome(UpstreamFailure failed) {
        return new UpstreamFailure.Unavailable(failed.getMessage(), false, failed);
    }

    private static UpstreamFailure unreadable(int status) {
        String message = "Zoho Accounts answered with HTTP " + status + " and no JSON; check SDP_ACCOUNTS_URL";
        return status >= 500
                ? new UpstreamFailure.Unavailable(message, false, null)
                : new UpstreamFailure.Malformed(message, false, null);
    }
}
