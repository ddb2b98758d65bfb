package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.MonotonicClock;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Denied;
import dev.sdpmcp.upstream.oauth.TokenEndpoint.TokenResponse.Issued;
import dev.sdpmcp.upstream.oauth.TokenSource.AccessToken;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenDemand;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenResult;
import dev.sdpmcp.upstream.oauth.TokenStore.Ticket;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Check of the credentials with as few token requests as possible: none if a stored access token is still valid,
 * otherwise one under the lease and the rate limit that all servers share. A refresh token of the configuration that
 * the database does not know yet is tried without replacing the one that servers use. Not thread-safe.
 */
public final class CredentialProbe implements AccessTokenSource {

    private final OAuthClient client;
    private final TokenEndpoint endpoint;
    private final @Nullable TokenStore store;
    private final SlidingWindowLimit.InFile limit;
    private final MonotonicClock clock = new MonotonicClock();

    private @Nullable String token;
    private @Nullable Duration storedFor;

    private CredentialProbe(ServerConfiguration configuration, @Nullable Database database) {
        this.client = configuration.upstream().oauth();
        this.endpoint = new TokenEndpoint(client, TokenEndpoint.LIMITS, clock);
        this.store = database == null ? null : new TokenStore(database, configuration.storage(), client, clock);
        this.limit = new SlidingWindowLimit.InFile(configuration.storage().dataDirectory());
    }

    /** @param database open, with the current schema */
    public static CredentialProbe in(Database database, ServerConfiguration configuration) {
        return new CredentialProbe(configuration, configuration.storage().keepTokens() ? database : null);
    }

    /** Without a database: uses the refresh token of the configuration, a few times in ten minutes. */
    public static CredentialProbe alone(ServerConfiguration configuration) {
        return new CredentialProbe(configuration, null);
    }

    /** Tries the credentials on the first call only. Blocks up to 45 seconds. */
    @Override
    public String current() {
        if (token == null) {
            token = obtain();
        }
        return token;
    }

    @Override
    public String renewed(String refused) {
        return refused;
    }

    /** How long the stored token is valid; empty if the token was not stored. */
    public Optional<Duration> storedFor() {
        return Optional.ofNullable(storedFor);
    }

    private String obtain() {
        try {
            return store == null ? withoutDatabase() : withDatabase(store);
        } catch (DatabaseUnavailable unavailable) {
            throw new UpstreamFailure.Unavailable(
                    "the database became unavailable meanwhile; run it again", false, unavailable);
        } catch (EncryptionRefused refused) {
            throw new UpstreamFailure.Unauthorised(refused.getMessage());
        }
    }

    private String withDatabase(TokenStore shared) {
        if (!shared.knowsConfigured()) {
            Ticket ticket = shared.registerRequest();
            TokenResponse response = endpoint.refresh(client.refreshToken().orElseThrow());
            shared.storeOutcome(ticket, response);
            return token(response);
        }
        Optional<AccessToken> stored = shared.findStored();
        if (stored.isPresent()) {
            storedFor = Duration.between(clock.instant(), stored.get().expiresAt());
            return stored.get().value();
        }
        return switch (new DatabaseTokenSource(endpoint, shared, clock).obtain(TokenDemand.FIRST)) {
            case TokenResult.Success success -> success.token().value();
            case TokenResult.Failure failure -> throw failure.failure();
        };
    }

    private static String token(TokenResponse response) {
        return switch (response) {
            case Issued issued -> issued.accessToken().value();
            case Denied denied -> throw denied.failure();
        };
    }

    private String withoutDatabase() {
        if (client.refreshToken().isEmpty()) {
            throw new UpstreamFailure.Unauthorised(StoredTokens.ADVICE);
        }
        try {
            limit.tryAcquire().ifPresent(exceeded -> {
                throw exceeded;
            });
        } catch (IOException uncounted) {
            throw new UpstreamFailure.Unavailable(
                    "no request is sent to Zoho, because it cannot be counted in the data folder ("
                            + uncounted.getMessage() + "); fix that folder first",
                    false,
                    uncounted);
        }
        return token(endpoint.refresh(client.refreshToken().get()));
    }
}
