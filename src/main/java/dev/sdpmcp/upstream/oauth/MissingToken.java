package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.DatabaseInspection;
import dev.sdpmcp.persistence.DatabaseRefused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Whether a server would find a refresh token, without JPA and without a change: a start that cannot succeed is not worth a boot. */
public final class MissingToken {

    private static final String TABLE = "SELECT COUNT(*) FROM information_schema.tables"
            + " WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = 'oauth_tokens'";
    private static final String TOKEN =
            "SELECT COUNT(*) FROM oauth_tokens WHERE token_id = ? AND refresh_token IS NOT NULL";

    private MissingToken() {}

    /**
     * Looks at the database in any case.
     *
     * @return what an operator must do if there is no refresh token, neither in the settings nor stored
     * @throws DatabaseRefused if the database cannot be reached or read, with what an operator must fix
     */
    public static Optional<String> in(ServerConfiguration configuration) throws DatabaseRefused {
        OAuthClient client = configuration.upstream().oauth();
        boolean stored = DatabaseInspection.at(configuration.storage(), connection -> isStored(connection, client))
                .orElse(false);
        return stored || client.refreshToken().isPresent()
                ? Optional.empty()
                : Optional.of(RefreshTokenStore.noRefreshToken().getMessage());
    }

    private static boolean isStored(Connection connection, OAuthClient client) throws SQLException {
        // before the first start there is no table
        return counts(connection, TABLE, Optional.empty())
                && counts(
                        connection,
                        TOKEN,
                        Optional.of(OAuthToken.idOf(
                                client.clientId(), client.accounts().toString())));
    }

    private static boolean counts(Connection connection, String query, Optional<String> parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            if (parameter.isPresent()) {
                statement.setString(1, parameter.get());
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }
}
