package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All tokens in the database, for operators: inspection, and encryption with the current key. Blocks like {@link
 * Database}.
 */
public final class StoredTokens {

    private static final int MAX_ROWS = 100;
    private static final int BATCH = 100;
    private static final String NO_KEY =
            "there are tokens in the database, but no key; restore the file encryption-key of the data folder, or set"
                    + " SDP_ENCRYPTION_KEY to the key they were encrypted with";

    private final Database database;
    private final EncryptionKeys keys;
    private final TokenEncryption encryption;
    private final String ownId;

    /** @param database open */
    public StoredTokens(ServerConfiguration configuration, Database database) {
        this(configuration.storage(), configuration.upstream().oauth(), database);
    }

    StoredTokens(StorageSettings storage, OAuthClient client, Database database) {
        this.database = database;
        this.keys = new EncryptionKeys(storage);
        this.encryption = new TokenEncryption(keys);
        this.ownId = OAuthToken.idOf(client.clientId(), client.accounts().toString());
    }

    /**
     * Result of {@link #tryKeys}.
     *
     * @param rows that were tried, {@value #MAX_ROWS} at most
     * @param underFormerKeys rows that can be decrypted, but not with the current key
     * @param refusals why the others cannot be decrypted; contains no secret
     */
    public record Fit(int rows, int underFormerKeys, List<String> refusals) {
        public Fit {
            refusals = List.copyOf(refusals);
        }
    }

    /** Tries to decrypt every refresh token; changes nothing. */
    public Fit tryKeys() {
        return database.inTransaction(manager -> {
            List<OAuthToken> rows = manager.createQuery(
                            "SELECT t FROM OAuthToken t ORDER BY t.tokenId", OAuthToken.class)
                    .setMaxResults(MAX_ROWS)
                    .getResultList();
            if (rows.stream().anyMatch(row -> row.refreshToken().isPresent()) && !keys.exist()) {
                return new Fit(rows.size(), 0, List.of(NO_KEY));
            }
            int former = 0;
            List<String> refusals = new ArrayList<>();
            for (OAuthToken row : rows) {
                try {
                    encryption.refreshToken(row);
                    former += row.refreshToken().map(keys::isCurrent).orElse(true) ? 0 : 1;
                } catch (EncryptionRefused refused) {
                    refusals.add(refused.getMessage());
                }
            }
            return new Fit(rows.size(), former, refusals);
        });
    }

    /** The scopes that Zoho granted to the refresh token of this client, if known. */
    public Optional<GrantedScopes> scopes() {
        return database.inTransaction(manager -> Optional.ofNullable(manager.find(OAuthToken.class, ownId))
                .flatMap(OAuthToken::grantedScopes)
                .map(GrantedScopes::of));
    }

    /**
     * Result of {@link #reencrypt}.
     *
     * @param changed rows that were encrypted with a former key
     * @param rows all rows
     * @param keyId the current key
     */
    public record Reencrypted(int changed, int rows, String keyId) {

        /** For the operator. */
        public String sentence() {
            return "All " + rows + " rows of tokens are encrypted with the key " + keyId + "; " + changed
                    + " of them were changed now. SDP_PREVIOUS_ENCRYPTION_KEYS is not needed any more.";
        }
    }

    /**
     * Encrypts all tokens with the current key, so that former keys can be removed; one transaction for each batch.
     * Servers may run meanwhile, if they know the current key. It may be stopped and run again.
     *
     * @throws EncryptionRefused if no known key decrypts a refresh token; the batches before it are done
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable likewise
     */
    public Reencrypted reencrypt() {
        int changed = 0;
        int rows = 0;
        for (List<String> ids = idsAfter(""); !ids.isEmpty(); ids = idsAfter(ids.getLast())) {
            changed += reencrypt(ids);
            rows += ids.size();
        }
        return new Reencrypted(changed, rows, keys.currentId());
    }

    private List<String> idsAfter(String last) {
        return database.inTransaction(manager -> manager.createQuery(
                        "SELECT t.tokenId FROM OAuthToken t WHERE t.tokenId > :last ORDER BY t.tokenId", String.class)
                .setParameter("last", last)
                .setMaxResults(BATCH)
                .getResultList());
    }

    private int reencrypt(List<String> ids) {
        return database.inTransaction(manager -> {
            int changed = 0;
            for (String id : ids) {
                OAuthToken row = manager.find(OAuthToken.class, id, LockModeType.PESSIMISTIC_WRITE);
                changed += row != null && encryption.reencrypt(row) ? 1 : 0;
            }
            return changed;
        });
    }
}
