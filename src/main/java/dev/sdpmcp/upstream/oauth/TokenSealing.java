package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/** Seals tokens for their place in a row, and opens them. Thread-safe. */
final class TokenSealing {

    private static final Logger LOG = System.getLogger(TokenSealing.class.getName());
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String ACCESS_TOKEN = "access_token";

    private final EncryptionKeys keys;

    TokenSealing(EncryptionKeys keys) {
        this.keys = keys;
    }

    String refreshToken(OAuthToken row, Secret token) {
        return keys.seal(token.reveal(), row.place(REFRESH_TOKEN));
    }

    String accessToken(OAuthToken row, AccessToken token) {
        return keys.seal(token.value(), row.place(ACCESS_TOKEN));
    }

    /** @throws EncryptionRefused if one is there that no known key opens */
    Optional<Secret> refreshToken(OAuthToken row) {
        return row.refreshToken().map(stored -> new Secret(keys.open(stored, row.place(REFRESH_TOKEN))));
    }

    /** Empty also if no known key opens it: a new one is to be had, if the refresh token opens. */
    Optional<String> accessToken(OAuthToken row) {
        return ifReadable(() -> row.accessToken().map(stored -> keys.open(stored, row.place(ACCESS_TOKEN))));
    }

    /** Empty also if no known key opens it: for whoever can do without. */
    Optional<Secret> readableRefreshToken(OAuthToken row) {
        return ifReadable(() -> refreshToken(row));
    }

    private static <T> Optional<T> ifReadable(Supplier<Optional<T>> opening) {
        try {
            return opening.get();
        } catch (EncryptionRefused unreadable) {
            LOG.log(Level.WARNING, "not used: {0}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Brings both tokens of the row under the current key; an access token that does not open is dropped.
     *
     * @return whether anything was changed
     * @throws EncryptionRefused if the refresh token does not open
     */
    boolean renew(OAuthToken row) {
        boolean current = row.refreshToken().map(keys::isCurrent).orElse(true)
                && row.accessToken().map(keys::isCurrent).orElse(true);
        if (!current) {
            row.reseal(
                    refreshToken(row).map(token -> refreshToken(row, token)).orElse(null),
                    accessToken(row)
                            .map(token -> keys.seal(token, row.place(ACCESS_TOKEN)))
                            .orElse(null));
        }
        return !current;
    }
}
