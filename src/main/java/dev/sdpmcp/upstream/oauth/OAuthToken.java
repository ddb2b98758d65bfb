package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.text.Sha256;
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
 * Row with the tokens of one client at one accounts server. Tokens are encrypted here; all instants are by the clock of
 * the database.
 */
@Entity
@Table(name = "oauth_tokens")
class OAuthToken {

    /** How long a refusal of Zoho is remembered. */
    static final Duration BLOCK_DURATION = Duration.ofMinutes(10);

    /**
     * PostgreSQL reports when the transaction began: a transaction that has waited for the lock since then sees a row
     * that was written a little later than its now.
     */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final int MAX_SCOPES_CHARACTERS = 4_000;

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

    /** Why no request is sent to Zoho for a while. */
    enum BlockReason {
        /** Too many requests. */
        THROTTLED,
        /** The refresh token is wrong or was revoked. */
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

    /** The id is derived from the content, so that two servers that insert the row at once use the same id. */
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

    /** Identifies a column of this row, for encryption. */
    String place(String column) {
        return "oauth_tokens." + column + " of " + tokenId;
    }

    Optional<String> refreshToken() {
        return Optional.ofNullable(refreshToken);
    }

    Optional<String> accessToken() {
        return Optional.ofNullable(accessToken);
    }

    /** Counts refresh tokens: the result for an older one is not stored. */
    long grantNumber() {
        return grantNumber;
    }

    /** Whether this was the last refresh token of the configuration that was seen here. */
    boolean knowsConfigured(Secret configured) {
        return digestOf(configured).equals(variableDigest);
    }

    void rememberConfigured(Secret configured) {
        variableDigest = digestOf(configured);
    }

    /** Only for comparison; a refresh token has too many random bits to be found from its digest. */
    private static String digestOf(Secret token) {
        return Sha256.hex(token.reveal());
    }

    /** Stores another refresh token and clears everything that belongs to the last one; a throttle stays. */
    void startGrant(String encryptedRefreshToken, Instant now) {
        refreshToken = encryptedRefreshToken;
        grantNumber++;
        grantedScopes = null;
        apiRefusedAt = null;
        dropAccessToken();
        if (blockedReason == BlockReason.REFRESH_TOKEN_REFUSED) {
            unblock();
        }
        updatedAt = now;
    }

    /** Stores the successor of the refresh token, which came with an access token. */
    void replaceRefreshToken(String encryptedRefreshToken) {
        refreshToken = encryptedRefreshToken;
    }

    /** Stores the same tokens, encrypted with another key. */
    void replaceEncrypted(@Nullable String encryptedRefreshToken, @Nullable String encryptedAccessToken) {
        refreshToken = encryptedRefreshToken;
        accessToken = encryptedAccessToken;
    }

    /** @param scopes as Zoho names them; empty if it did not */
    void issue(String encryptedAccessToken, Duration left, String scopes, Instant now) {
        accessToken = encryptedAccessToken;
        accessExpiresAt = now.plus(left);
        grantedScopes = scopes.isEmpty() || scopes.length() > MAX_SCOPES_CHARACTERS ? grantedScopes : scopes;
        unblock();
        updatedAt = now;
    }

    /** As Zoho names them. */
    Optional<String> grantedScopes() {
        return Optional.ofNullable(grantedScopes);
    }

    /** Zero if there is no access token. */
    Duration accessTokenLeft(Instant now) {
        return accessToken == null || accessExpiresAt == null ? Duration.ZERO : Duration.between(now, accessExpiresAt);
    }

    private void dropAccessToken() {
        accessToken = null;
        accessExpiresAt = null;
    }

    boolean wasRefusedWithin(Duration time, Instant now) {
        return apiRefusedAt != null && now.isBefore(apiRefusedAt.plus(time));
    }

    void refuseAccessToken(Instant now) {
        apiRefusedAt = now;
        dropAccessToken();
    }

    void block(BlockReason reason, Instant from) {
        blockedReason = reason;
        blockedUntil = from.plus(BLOCK_DURATION);
    }

    private void unblock() {
        blockedReason = null;
        blockedUntil = null;
    }

    /** How long no request may be sent to Zoho; zero if one may. */
    Duration blockedFor(Instant now) {
        return blockedUntil == null || !now.isBefore(blockedUntil)
                ? Duration.ZERO
                : Duration.between(now, blockedUntil);
    }

    boolean isThrottled(Instant now) {
        return blockedReason == BlockReason.THROTTLED && blockedFor(now).isPositive();
    }

    /** For {@link RefreshLease}. */
    Optional<String> leaseOwner() {
        return Optional.ofNullable(leaseOwner);
    }

    /** For {@link RefreshLease}. */
    Optional<Instant> leaseUntil() {
        return Optional.ofNullable(leaseUntil);
    }

    /** For {@link RefreshLease}. */
    void setLease(@Nullable String owner, @Nullable Instant until) {
        leaseOwner = owner;
        leaseUntil = until;
    }

    /** Corrects instants that are possible only if the clock was set back: they would hold until it has caught up. */
    void correctAfterClockChange(Instant now) {
        Instant latestNow = now.plus(CLOCK_TOLERANCE);
        RefreshLease.correctAfterClockChange(this, latestNow);
        if (blockedUntil != null && blockedUntil.isAfter(latestNow.plus(BLOCK_DURATION))) {
            blockedUntil = now.plus(BLOCK_DURATION);
        }
        if (apiRefusedAt != null && apiRefusedAt.isAfter(now)) {
            apiRefusedAt = now;
        }
    }

    /** Contains no token. */
    @Override
    public String toString() {
        return "tokens of client " + clientId + " at " + accountsHost;
    }
}
