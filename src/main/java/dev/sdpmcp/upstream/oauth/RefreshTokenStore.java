package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Issued;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The refresh token in the database: how it gets there, and which one wins. Thread-safe; each method is one short
 * transaction, and throws as those of {@link TokenStore} do.
 */
final class RefreshTokenStore {

    private static final String HOW_TO_GET_ONE =
            "there is no refresh token for this client yet; make a code with the self"
                    + " client of the Zoho API console and run ./start-sse.sh --authorize CODE, or set SDP_REFRESH_TOKEN";

    private final TokenRows rows;
    private final TokenSealing sealing;
    private final OAuthClient client;
    private final Clock clock;

    RefreshTokenStore(TokenRows rows, TokenSealing sealing, OAuthClient client, Clock clock) {
        this.rows = rows;
        this.sealing = sealing;
        this.client = client;
        this.clock = clock;
    }

    static UpstreamFailure noRefreshToken() {
        return new UpstreamFailure.Unauthorised(HOW_TO_GET_ONE);
    }

    /**
     * Takes the refresh token of the configuration over, if it is not the one that was seen there last: then an operator
     * has changed it, and it wins over what is kept. Otherwise what is kept is the same or newer.
     *
     * @return what an operator must do if there is no refresh token after that
     */
    Optional<String> adopt() {
        return rows.locked((manager, row, now) -> {
            Optional<Secret> given = client.refreshToken();
            if (given.isPresent() && !row.knowsVariable(digestOf(given.get()))) {
                row.startGrant(sealing.refreshToken(row, given.get()), now);
                row.rememberVariable(digestOf(given.get()));
            }
            return sealing.refreshToken(row).isPresent() ? Optional.empty() : Optional.of(HOW_TO_GET_ONE);
        });
    }

    /** Whether the refresh token of the configuration, if there is one, was seen here before. */
    boolean knowsVariable() {
        return client.refreshToken()
                .map(given -> rows.locked((manager, row, now) -> row.knowsVariable(digestOf(given))))
                .orElse(true);
    }

    /**
     * Counts a request with a code, before it is sent.
     *
     * @return under which it must be settled
     * @throws UpstreamFailure.Throttled if it must not be sent now
     */
    RefreshDecision.Lease announce() {
        return rows.locked((manager, row, now) -> {
            if (row.blockedReason().equals(Optional.of(OAuthToken.BlockReason.THROTTLED))
                    && row.blockedFor(now).compareTo(Duration.ZERO) > 0) {
                throw TooManyTokenCalls.byZoho(row.blockedFor(now));
            }
            rows.waitForRequest(manager, now).ifPresent(wait -> {
                throw TooManyTokenCalls.inWindow(wait);
            });
            RefreshDecision.Lease request = TokenStore.newLease(row.grantNumber());
            manager.persist(new TokenRequest(request.requestId(), row, now));
            return request;
        });
    }

    /** Keeps the tokens that came for a code. They win over what was kept, and over the configuration as it is now. */
    void keep(RefreshDecision.Lease request, Issued issued) {
        rows.locked((manager, row, now) -> {
            row.startGrant(sealing.refreshToken(row, issued.refreshToken().orElseThrow()), now);
            client.refreshToken().ifPresent(given -> row.rememberVariable(digestOf(given)));
            Duration left =
                    Duration.between(clock.instant(), issued.accessToken().expiresAt());
            row.issue(sealing.accessToken(row, issued.accessToken()), left, issued.scopes(), now);
            rows.record(manager, new TokenRequest(request.requestId(), row, now), issued);
            return Boolean.TRUE;
        });
    }

    /** Remembers that a token came which is not kept. */
    void note(RefreshDecision.Lease request, Issued issued) {
        rows.locked((manager, row, now) -> {
            rows.record(manager, new TokenRequest(request.requestId(), row, now), issued);
            return Boolean.TRUE;
        });
    }

    /** Remembers that no token came for a code. */
    void refuse(RefreshDecision.Lease request, Denied denied) {
        rows.locked((manager, row, now) -> {
            rows.record(manager, new TokenRequest(request.requestId(), row, now), denied);
            if (denied.reason() == TokenAnswer.Reason.THROTTLED) {
                row.block(OAuthToken.BlockReason.THROTTLED, now.plus(OAuthToken.BLOCK));
            }
            return Boolean.TRUE;
        });
    }

    /** To tell whether the variable was changed; a refresh token has too many random bits to be found from it. */
    private static String digestOf(Secret token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(token.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
