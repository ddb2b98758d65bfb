package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokens in the database as an operator may want to know of them; changes nothing. Blocks like {@link Database}. */
public final class StoredTokens {

    private static final int MOST_ROWS = 100;
    private static final String NO_KEY =
            "there are tokens in the database, but no key; restore the file encryption-key of the data folder, or give the"
                    + " key they were encrypted with in SDP_ENCRYPTION_KEY";

    private final Database database;
    private final EncryptionKeys keys;
    private final String ownId;

    /** @param database open */
    public StoredTokens(ServerConfiguration configuration, Database database) {
        this.database = database;
        this.keys = new EncryptionKeys(configuration.storage());
        this.ownId = OAuthToken.idOf(
                configuration.upstream().oauth().clientId(),
                configuration.upstream().oauth().accounts().toString());
    }

    /**
     * How the present keys fit.
     *
     * @param rows looked at, {@value #MOST_ROWS} at most
     * @param underFormerKeys rows that open, but not with the current key
     * @param refusals why others do not open; no secret in them
     */
    public record Fit(int rows, int underFormerKeys, List<String> refusals) {
        public Fit {
            refusals = List.copyOf(refusals);
        }
    }

    /** Tries to open every refresh token. */
    public Fit tryKeys() {
        TokenSealing sealing = new TokenSealing(keys);
        return database.inTransaction(manager -> {
            List<OAuthToken> rows = manager.createQuery(
                            "SELECT t FROM OAuthToken t ORDER BY t.tokenId", OAuthToken.class)
                    .setMaxResults(MOST_ROWS)
                    .getResultList();
            if (rows.stream().anyMatch(row -> row.refreshToken().isPresent()) && !keys.exist()) {
                return new Fit(rows.size(), 0, List.of(NO_KEY));
            }
            int former = 0;
            List<String> refusals = new ArrayList<>();
            for (OAuthToken row : rows) {
                try {
                    sealing.refreshToken(row);
                    former += row.refreshToken().map(keys::isCurrent).orElse(true) ? 0 : 1;
                } catch (EncryptionRefused refused) {
                    refusals.add(refused.getMessage());
                }
            }
            return new Fit(rows.size(), former, refusals);
        });
    }

    /** What Zoho granted to the refresh token of this client, if it has said so. */
    public Optional<GrantedScopes> scopes() {
        return database.inTransaction(manager -> Optional.ofNullable(manager.find(OAuthToken.class, ownId))
                .flatMap(OAuthToken::grantedScopes)
                .map(GrantedScopes::of));
    }
}
