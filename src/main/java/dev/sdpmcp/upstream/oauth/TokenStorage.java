package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseTime;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import java.time.Clock;

/** Wires what works on the tokens of one client in one database. */
final class TokenStorage {

    private final TokenRows rows;
    private final TokenSealing sealing;
    private final RefreshTokenStore grants;
    private final Clock clock;

    TokenStorage(Database database, StorageSettings storage, OAuthClient client, Clock clock) {
        this(database, storage, client, clock, DatabaseTime.REAL);
    }

    TokenStorage(Database database, StorageSettings storage, OAuthClient client, Clock clock, DatabaseTime time) {
        this.clock = clock;
        this.rows = new TokenRows(database, client.clientId(), client.accounts().toString(), time);
        this.sealing = new TokenSealing(new EncryptionKeys(storage));
        this.grants = new RefreshTokenStore(rows, sealing, client, clock);
    }

    DatabaseTokenSource sharedTokens(TokenEndpoint endpoint) {
        return new DatabaseTokenSource(endpoint, store(), grants, rows, clock);
    }

    TokenStore store() {
        return new TokenStore(rows, sealing, clock);
    }

    RefreshTokenStore grants() {
        return grants;
    }
}
