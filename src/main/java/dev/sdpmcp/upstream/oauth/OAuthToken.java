package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.text.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Row with the tokens of one client at one accounts server. Each token is encrypted, bound to its row and column; all
 * instants are by the clock of the database.
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
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

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

    OAuthToken(OAuthClient client, Instant now) {
        this.tokenId = idOf(client);
        this.clientId = client.clientId();
        this.accountsHost = client.accounts().toString();
        this.updatedAt = now;
    }

    /** The id is derived from the content, so that two servers that insert the row at once use the same id. */
    static String idOf(OAuthClient client) {
        byte[] content = (client.accounts() + " " + client.clientId()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(content).toString();
    }

    String clientId() {
        return clientId;
    }

    String accountsHost() {
        return accountsHost;
    }

    boolean hasRefreshToken() {
        return refreshToken != null;
    }

    /** @throws EncryptionRefused if no known key decrypts it */
    Optional<Secret> refreshToken(EncryptionKeys keys) {
        return Optional.ofNullable(refreshToken).map(stored -> new Secret(keys.open(stored, place("refresh_token"))));
    }

    /** Empty if there is none, or if no known key decrypts it. */
    Optional<Secret> refreshTokenIfReadable(EncryptionKeys keys) {
        return ifReadable(() -> refreshToken(keys));
    }

    /** Empty if there is none, or if no known key decrypts it: a new one can be requested with the refresh token. */
    Optional<String> accessToken(EncryptionKeys keys) {
        return ifReadable(
                () -> Optional.ofNullable(accessToken).map(stored -> keys.open(stored, place("access_token"))));
    }

    private String place(String column) {
        return "oauth_tokens." + column + " of " + tokenId;
    }

    private static <T> Optional<T> ifReadable(Supplier<Optional<T>> decryption) {
        try {
            return decryption.get();
        } catch (EncryptionRefused unreadable) {
            System.getLogger(OAuthToken.class.getName())
                    .log(Level.WARNING, "a stored token is not used: {0}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** Whether both tokens are encrypted with the current key. */
    boolean isCurrent(EncryptionKeys keys) {
        return (refreshToken == null || keys.isCurrent(refreshToken))
                && (accessToken == null || keys.isCurrent(accessToken));
    }

    /**
     * Encrypts both tokens with the current key; drops an access token that cannot be decrypted.
     *
     * @throws EncryptionRefused if the refresh token cannot be decrypted
     */
    void reencrypt(EncryptionKeys keys) {
        refreshToken(keys).ifPresent(token -> replaceRefreshToken(keys, token));
        accessToken = accessToken(keys)
                .map(token -> keys.seal(token, place("access_token")))
                .orElse(null);
    }

    /** Increases with each refresh token that an operator gave. */
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
    void startGrant(EncryptionKeys keys, Secret token, Instant now) {
        replaceRefreshToken(keys, token);
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
    void replaceRefreshToken(EncryptionKeys keys, Secret token) {
        refreshToken = keys.seal(token.reveal(), place("refresh_token"));
    }

    /** @param scopes as Zoho names them; empty if it did not */
    void issue(EncryptionKeys keys, String token, Duration left, String scopes, Instant now) {
        accessToken = keys.seal(token, place("access_token"));
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

    /** Corrects instants that are possible only if the clock was set back: they would hold until it has caught up. */
    void correctAfterClockChange(Instant now) {
        if (blockedFor(now).compareTo(BLOCK_DURATION.plus(CLOCK_TOLERANCE)) > 0) {
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
