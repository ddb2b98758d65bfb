package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Issued;
import dev.sdpmcp.upstream.oauth.TokenSource.Need;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens of one client in the database, and who may ask Zoho for new ones. Thread-safe. Each method is one short
 * transaction under the lock of the row; none waits for Zoho. The database's clock decides.
 *
 * @see dev.sdpmcp.persistence.DatabaseUnavailable which every method throws while the database is away
 * @see dev.sdpmcp.persistence.encryption.EncryptionRefused which is thrown when a refresh token is there that no known key opens
 */
final class TokenStore {

    private final TokenRows rows;
    private final TokenSealing sealing;
    private final Clock clock;

    /** @param clock ours, for the age of what happened while the database was away */
    TokenStore(TokenRows rows, TokenSealing sealing, Clock clock) {
        this.rows = rows;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** A token that is kept and will last, if any. */
    Optional<RefreshDecision.Use> look() {
        return rows.locked((manager, row, now) -> kept(row, now));
    }

    /** Decides what the asking server may do, and takes the lease for it if that is to ask Zoho. */
    RefreshDecision take(Need need) {
        return rows.locked((manager, row, now) -> {
            Optional<RefreshDecision.Use> kept = kept(row, now);
            boolean sameAsHeld = kept.map(RefreshDecision.Use::token).equals(need.held());
            if (kept.isPresent() && (!sameAsHeld || mustDo(row, need, now))) {
                return kept.get();
            }
            if (row.refreshToken().isEmpty()) {
                return new RefreshDecision.Refuse(RefreshTokenStore.noRefreshToken());
            }
            Duration blocked = row.blockedFor(now);
            if (blocked.compareTo(Duration.ZERO) > 0) {
                return new RefreshDecision.Refuse(
                        row.blockedReason().equals(Optional.of(OAuthToken.BlockReason.THROTTLED))
                                ? TooManyTokenCalls.byZoho(blocked)
                                : EndpointErrors.refreshTokenRefused());
            }
            return row.isLeased(now) ? new RefreshDecision.Wait() : ask(manager, row, need.refused(), now);
        });
    }

    private static boolean mustDo(OAuthToken row, Need need, Instant now) {
        return need.refused() && row.wasRefusedWithin(AccessTokens.BETWEEN_REFUSALS, now);
    }

    private RefreshDecision ask(EntityManager manager, OAuthToken row, boolean refused, Instant now) {
        RefreshDecision.Grant grant =
                new RefreshDecision.Grant(sealing.refreshToken(row).orElseThrow(), row.grantNumber());
        Optional<Duration> wait = rows.waitForRequest(manager, now);
        if (wait.isPresent()) {
            return new RefreshDecision.Refuse(TooManyTokenCalls.inWindow(wait.get()));
        }
        if (refused) {
            row.refuse(now);
        }
        RefreshDecision.Lease lease = newLease(row.grantNumber());
        row.lease(lease.owner(), now);
        manager.persist(new TokenRequest(lease.requestId(), row, now));
        return new RefreshDecision.Ask(lease, grant);
    }

    static RefreshDecision.Lease newLease(long grantNumber) {
        return new RefreshDecision.Lease(
                UUID.randomUUID().toString(), grantNumber, UUID.randomUUID().toString());
    }

    private Optional<RefreshDecision.Use> kept(OAuthToken row, Instant now) {
        Duration left = row.accessTokenLeft(now);
        if (left.compareTo(AccessTokens.MARGIN) <= 0) {
            return Optional.empty();
        }
        Optional<RefreshDecision.Grant> grant =
                sealing.readableRefreshToken(row).map(token -> new RefreshDecision.Grant(token, row.grantNumber()));
        return sealing.accessToken(row).map(token -> new RefreshDecision.Use(token, left, grant));
    }

    /**
     * Keeps what came of a request, and ends the lease.
     *
     * @param asked when the request was sent, by our clock; that counts if the database was away then
     */
    void settle(RefreshDecision.Lease lease, TokenAnswer answer, Instant asked) {
        rows.locked((manager, row, now) -> {
            Instant then = now.minus(Duration.between(asked, clock.instant()));
            rows.record(manager, new TokenRequest(lease.requestId(), row, then), answer);
            row.release(lease.owner());
            if (row.grantNumber() == lease.grantNumber()) {
                keep(row, answer, now, then);
            }
            return Boolean.TRUE;
        });
    }

    private void keep(OAuthToken row, TokenAnswer answer, Instant now, Instant then) {
        switch (answer) {
            case Issued issued -> {
                issued.refreshToken().ifPresent(next -> row.succeed(sealing.refreshToken(row, next)));
                Duration left =
                        Duration.between(clock.instant(), issued.accessToken().expiresAt());
                if (left.compareTo(row.accessTokenLeft(now)) > 0) {
                    row.issue(sealing.accessToken(row, issued.accessToken()), left, issued.scopes(), now);
                }
            }
            case Denied denied -> {
                switch (denied.reason()) {
                    case THROTTLED -> row.block(OAuthToken.BlockReason.THROTTLED, then.plus(OAuthToken.BLOCK));
                    case GRANT_REFUSED ->
                        row.block(OAuthToken.BlockReason.REFRESH_TOKEN_REFUSED, then.plus(OAuthToken.BLOCK));
                    // may be otherwise the next time
                    case NOT_SENT, OUTAGE, CREDENTIALS_REFUSED -> {}
                }
            }
        }
    }
}
