package dev.sdpmcp.upstream.oauth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one client at one accounts server, with the lease of whoever renews them. Tokens are sealed texts here. All
 * instants are by the clock of the database.
 */
@Entity
@Table(name = "oauth_tokens")
class OAuthToken {

    /** Longer than a token call can take, so that only the lease of a dead holder ends by itself. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** How long Zoho's refusals are remembered. */
    static final Duration BLOCK = Duration.ofMinutes(10);

    /**
     * PostgreSQL says what the time was when the transaction began: whoever has waited for the lock since then sees a row
     * that was written a little later than now.
     */
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(1);

    private static final int LONGEST_SCOPES = 4_000;

    @Id
    @Column(name = "token_id")
    private String tokenId;

    @Column(name = "client_id", nullable = false)
    private String clientId;

    @Column(name = "accounts_host", nullable = false)
    private String accountsHost;

    @Column(name = "refresh_token")
    private @Nullable String refreshToken;

    @Column(name = "grant_number", nullable = false)
    private long grantNumber;

    @Column(name = "variable_digest")
    private @Nullable String variableDigest;

    @Column(name = "granted_scopes")
    private @Nullable String grantedScopes;

    @Column(name = "access_token")
    private @Nullable String accessToken;

    @Column(name = "access_expires_at")
    private @Nullable Instant accessExpiresAt;

    @Column(name = "api_refused_at")
    private @Nullable Instant apiRefusedAt;

    @Column(name = "blocked_until")
    private @Nullable Instant blockedUntil;

    @Enumerated(EnumType.STRING)
    @Column(name = "blocked_reason")
    private @Nullable BlockReason blockedReason;

    @Column(name = "lease_owner")
    private @Nullable String leaseOwner;

    @Column(name = "lease_until")
    private @Nullable Instant leaseUntil;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    /** Why Zoho is not asked for a while. */
    enum BlockReason {
        /** It gives out no more tokens for now. */
        THROTTLED,
        /** It does not accept the refresh token: wrong, or revoked. */
        REFRESH_TOKEN_REFUSED
    }

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected OAuthToken() {}

    OAuthToken(String clientId, String accountsHost, Instant now) {
        this.tokenId = idOf(clientId, accountsHost);
        this.clientId = clientId;
        this.accountsHost = accountsHost;
        this.updatedAt = now;
    }

    /** The id is made of what the row is about: two servers that make it at once make the same one. */
    static String idOf(String clientId, String accountsHost) {
        return UUID.nameUUIDFromBytes((accountsHost + " " + clientId).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    String clientId() {
        return clientId;
    }

    String accountsHost() {
        return accountsHost;
    }

    /** Where a column of this row is, for sealing. */
    String place(String column) {
        return "oauth_tokens." + column + " of " + tokenId;
    }

    Optional<String> refreshToken() {
        return Optional.ofNullable(refreshToken);
    }

    Optional<String> accessToken() {
        return Optional.ofNullable(accessToken);
    }

    /** Counts refresh tokens: what was got with an older one is not kept. */
    long grantNumber() {
        return grantNumber;
    }

    boolean knowsVariable(String digest) {
        return digest.equals(variableDigest);
    }

    void rememberVariable(String digest) {
        variableDigest = digest;
    }

    /** Another refresh token: nothing of the last one holds any more, but that Zoho may throttle us. */
    void startGrant(String sealedRefreshToken, Instant now) {
        refreshToken = sealedRefreshToken;
        grantNumber++;
        grantedScopes = null;
        apiRefusedAt = null;
        dropAccessToken();
        if (blockedReason == BlockReason.REFRESH_TOKEN_REFUSED) {
            unblock();
        }
        updatedAt = now;
    }

    /** The refresh token's successor, which came with an access token. */
    void succeed(String sealedRefreshToken) {
        refreshToken = sealedRefreshToken;
    }

    /** The same tokens under another key. */
    void reseal(@Nullable String sealedRefreshToken, @Nullable String sealedAccessToken) {
        refreshToken = sealedRefreshToken;
        accessToken = sealedAccessToken;
    }

    /** @param scopes as Zoho names them; an empty text if it did not */
    void issue(String sealedAccessToken, Duration left, String scopes, Instant now) {
        accessToken = sealedAccessToken;
        accessExpiresAt = now.plus(left);
        grantedScopes = scopes.isEmpty() || scopes.length() > LONGEST_SCOPES ? grantedScopes : scopes;
        unblock();
        updatedAt = now;
    }

    /** As Zoho names them. */
    Optional<String> grantedScopes() {
        return Optional.ofNullable(grantedScopes);
    }

    /** Zero if there is none. */
    Duration accessTokenLeft(Instant now) {
        return accessToken == null || accessExpiresAt == null ? Duration.ZERO : Duration.between(now, accessExpiresAt);
    }

    void dropAccessToken() {
        accessToken = null;
        accessExpiresAt = null;
    }

    boolean wasRefusedWithin(Duration time, Instant now) {
        return apiRefusedAt != null && now.isBefore(apiRefusedAt.plus(time));
    }

    void refuse(Instant now) {
        apiRefusedAt = now;
        dropAccessToken();
    }

    void block(BlockReason reason, Instant until) {
        blockedReason = reason;
        blockedUntil = until;
    }

    private void unblock() {
        blockedReason = null;
        blockedUntil = null;
    }

    /** How long Zoho is not to be asked; zero if it may be. */
    Duration blockedFor(Instant now) {
        return blockedUntil == null || !now.isBefore(blockedUntil)
                ? Duration.ZERO
                : Duration.between(now, blockedUntil);
    }

    Optional<BlockReason> blockedReason() {
        return Optional.ofNullable(blockedReason);
    }

    boolean isLeased(Instant now) {
        return leaseUntil != null && now.isBefore(leaseUntil);
    }

    void lease(String owner, Instant now) {
        leaseOwner = owner;
        leaseUntil = now.plus(LEASE);
    }

    void release(String owner) {
        if (owner.equals(leaseOwner)) {
            leaseOwner = null;
            leaseUntil = null;
        }
    }

    /** Takes back what cannot be unless the clock was set back: it would hold for as long as that was. */
    void mendAfterClockChange(Instant now) {
        if (leaseUntil != null && leaseUntil.isAfter(now.plus(LEASE).plus(CLOCK_SLACK))) {
            leaseUntil = null;
        }
        if (blockedUntil != null && blockedUntil.isAfter(now.plus(BLOCK).plus(CLOCK_SLACK))) {
            blockedUntil = now.plus(BLOCK);
        }
        if (apiRefusedAt != null && apiRefusedAt.isAfter(now)) {
            apiRefusedAt = now;
        }
    }

    /** Says nothing of the tokens. */
    @Override
    public String toString() {
        return "tokens of client " + clientId + " at " + accountsHost;
    }
}
