package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.DatabaseFacts;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Check before the start whether a server would find a refresh token. Uses JDBC only and changes nothing. Stateless.
 */
public final class MissingToken {

    /** What an operator must do. */
    static final String ADVICE =
            "there is no refresh token for this client yet; make a code with the self client of the"
                    + " Zoho API console and run ./start-sse.sh --authorize CODE, or set SDP_REFRESH_TOKEN";

    private static final String TABLE = "SELECT COUNT(*) FROM information_schema.tables"
            + " WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = 'oauth_tokens'";
    private static final String TOKEN =
            "SELECT COUNT(*) FROM oauth_tokens WHERE token_id = ? AND refresh_token IS NOT NULL";

    private MissingToken() {}

    static UpstreamFailure failure() {
        return new UpstreamFailure.Unauthorised(ADVICE);
    }

    /**
     * Inspects the database in any case.
     *
     * @return what an operator must do if there is no refresh token, neither in the settings nor stored
     * @throws DatabaseRefused if the database cannot be reached or read, with what an operator must fix
     */
    public static Optional<String> in(ServerConfiguration configuration) throws DatabaseRefused {
        OAuthClient client = configuration.upstream().oauth();
        boolean stored = DatabaseFacts.read(configuration.storage(), connection -> isStored(connection, client))
                .orElse(false);
        return stored || client.refreshToken().isPresent() ? Optional.empty() : Optional.of(ADVICE);
    }

    private static boolean isStored(Connection connection, OAuthClient client) throws SQLException {
        // before the first start there is no table
        return findsRows(connection, TABLE, Optional.empty())
                && findsRows(
                        connection,
                        TOKEN,
                        Optional.of(OAuthToken.idOf(
                                client.clientId(), client.accounts().toString())));
    }

    private static boolean findsRows(Connection connection, String query, Optional<String> parameter)
            throws SQLException {
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
