package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseFacts;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All tokens in the database, for operators: inspection, and encryption with the current key. Blocks like {@link
 * Database}.
 */
public final class StoredTokens {

    /** What an operator must do if there is no refresh token. */
    static final String ADVICE =
            "there is no refresh token for this client yet; make a code with the self client of the"
                    + " Zoho API console and run ./start-sse.sh --authorize CODE, or set SDP_REFRESH_TOKEN";

    private static final int MAX_ROWS = 100;
    private static final String NO_KEY =
            "there are tokens in the database, but no key; restore the file encryption-key of the data folder, or set"
                    + " SDP_ENCRYPTION_KEY to the key they were encrypted with";

    private final Database database;
    private final EncryptionKeys keys;
    private final OAuthClient client;

    /** @param database open */
    public StoredTokens(ServerConfiguration configuration, Database database) {
        this(configuration.storage(), configuration.upstream().oauth(), database);
    }

    StoredTokens(StorageSettings storage, OAuthClient client, Database database) {
        this.database = database;
        this.keys = new EncryptionKeys(storage);
        this.client = client;
    }

    /**
     * Checks before the start whether a server would find a refresh token. Inspects the database in any case, with
     * JDBC only, and changes nothing.
     *
     * @return what an operator must do if there is no refresh token, neither in the settings nor stored
     * @throws DatabaseRefused if the database cannot be reached or read, with what an operator must fix
     */
    public static Optional<String> missingIn(ServerConfiguration configuration) throws DatabaseRefused {
        OAuthClient client = configuration.upstream().oauth();
        boolean stored = DatabaseFacts.read(configuration.storage(), connection -> isStored(connection, client))
                .orElse(false);
        return stored || client.refreshToken().isPresent() ? Optional.empty() : Optional.of(ADVICE);
    }

    private static boolean isStored(Connection connection, OAuthClient client) throws SQLException {
        // before the first start there is no table
        return finds(
                        connection,
                        "SELECT 1 FROM information_schema.tables"
                                + " WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ?",
                        "oauth_tokens")
                && finds(
                        connection,
                        "SELECT 1 FROM oauth_tokens WHERE token_id = ? AND refresh_token IS NOT NULL",
                        OAuthToken.idOf(client));
    }

    private static boolean finds(Connection connection, String query, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
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
            if (rows.stream().anyMatch(OAuthToken::hasRefreshToken) && !keys.exist()) {
                return new Fit(rows.size(), 0, List.of(NO_KEY));
            }
            int former = 0;
            List<String> refusals = new ArrayList<>();
            for (OAuthToken row : rows) {
                try {
                    row.refreshToken(keys);
                    former += row.isCurrent(keys) ? 0 : 1;
                } catch (EncryptionRefused refused) {
                    refusals.add(refused.getMessage());
                }
            }
            return new Fit(rows.size(), former, refusals);
        });
    }

    /** The scopes that Zoho granted to the refresh token of this client, if known. */
    public Optional<GrantedScopes> scopes() {
        return database.inTransaction(
                manager -> Optional.ofNullable(manager.find(OAuthToken.class, OAuthToken.idOf(client)))
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
     * Encrypts all tokens with the current key, so that former keys can be removed; one transaction for each row.
     * Servers may run meanwhile, if they know the current key. It may be stopped and run again.
     *
     * @throws EncryptionRefused if no known key decrypts a refresh token; the rows before it are done
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable likewise
     */
    public Reencrypted reencrypt() {
        List<String> ids = database.inTransaction(
                manager -> manager.createQuery("SELECT t.tokenId FROM OAuthToken t ORDER BY t.tokenId", String.class)
                        .getResultList());
        long changed = ids.stream().filter(this::reencrypt).count();
        return new Reencrypted((int) changed, ids.size(), keys.currentId());
    }

    /** @return whether the row was changed */
    private boolean reencrypt(String id) {
        return database.inTransaction(manager -> {
            OAuthToken row = manager.find(OAuthToken.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || row.isCurrent(keys)) {
                return false;
            }
            row.reencrypt(keys);
            return true;
        });
    }
}
