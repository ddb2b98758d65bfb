package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.upstream.oauth.TokenSource.AccessToken;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/** Encryption of the tokens of a row; each ciphertext is bound to its row and column. Thread-safe. */
final class TokenEncryption {

    private static final Logger LOG = System.getLogger(TokenEncryption.class.getName());
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String ACCESS_TOKEN = "access_token";

    private final EncryptionKeys keys;

    TokenEncryption(EncryptionKeys keys) {
        this.keys = keys;
    }

    String encrypt(OAuthToken row, Secret refreshToken) {
        return keys.seal(refreshToken.reveal(), row.place(REFRESH_TOKEN));
    }

    String encrypt(OAuthToken row, AccessToken token) {
        return keys.seal(token.value(), row.place(ACCESS_TOKEN));
    }

    /** @throws EncryptionRefused if no known key decrypts it */
    Optional<Secret> refreshToken(OAuthToken row) {
        return row.refreshToken().map(stored -> new Secret(keys.open(stored, row.place(REFRESH_TOKEN))));
    }

    /** Empty if there is none, or if no known key decrypts it: a new one can be requested with the refresh token. */
    Optional<String> accessToken(OAuthToken row) {
        return ifReadable(() -> row.accessToken().map(stored -> keys.open(stored, row.place(ACCESS_TOKEN))));
    }

    /** Empty if there is none, or if no known key decrypts it. */
    Optional<Secret> refreshTokenIfReadable(OAuthToken row) {
        return ifReadable(() -> refreshToken(row));
    }

    private static <T> Optional<T> ifReadable(Supplier<Optional<T>> decryption) {
        try {
            return decryption.get();
        } catch (EncryptionRefused unreadable) {
            LOG.log(Level.WARNING, "a stored token is not used: {0}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Encrypts both tokens of the row with the current key; drops an access token that cannot be decrypted.
     *
     * @return whether the row was changed
     * @throws EncryptionRefused if the refresh token cannot be decrypted
     */
    boolean reencrypt(OAuthToken row) {
        boolean current = row.refreshToken().map(keys::isCurrent).orElse(true)
                && row.accessToken().map(keys::isCurrent).orElse(true);
        if (!current) {
            row.replaceEncrypted(
                    refreshToken(row).map(token -> encrypt(row, token)).orElse(null),
                    accessToken(row)
                            .map(token -> keys.seal(token, row.place(ACCESS_TOKEN)))
                            .orElse(null));
        }
        return !current;
    }
}
