package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.MonotonicClock;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Issued;
import dev.sdpmcp.upstream.oauth.TokenSource.Need;
import dev.sdpmcp.upstream.oauth.TokenSource.Supply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the credentials work, at the least cost: with a stored access token that still lasts Zoho is not asked at
 * all, otherwise under the lease and within the count that all servers share. A refresh token of the configuration that the
 * database has not seen yet is tried without replacing the one that servers use. Not thread-safe.
 */
public final class CredentialProbe implements AccessTokenSource {

    private final OAuthClient client;
    private final TokenEndpoint endpoint;
    private final @Nullable TokenStorage desk;
    private final RequestFile requests;

    private @Nullable String token;
    private @Nullable Duration storedFor;

    private CredentialProbe(ServerConfiguration configuration, @Nullable Database database) {
        MonotonicClock clock = new MonotonicClock();
        this.client = configuration.upstream().oauth();
        this.endpoint = new TokenEndpoint(client, TokenEndpoint.LIMITS, clock);
        this.desk = database == null ? null : new TokenStorage(database, configuration.storage(), client, clock);
        this.requests = new RequestFile(configuration.storage().dataDirectory());
    }

    /** @param database open, its schema this program's */
    public static CredentialProbe in(Database database, ServerConfiguration configuration) {
        return new CredentialProbe(configuration, configuration.storage().keepTokens() ? database : null);
    }

    /** Where there is no database to look into: with the refresh token of the configuration, a few times in ten minutes. */
    public static CredentialProbe alone(ServerConfiguration configuration) {
        return new CredentialProbe(configuration, null);
    }

    /** The token; tried once. Blocks up to three quarters of a minute. */
    @Override
    public String current() {
        if (token == null) {
            token = obtained();
        }
        return token;
    }

    @Override
    public String renewed(String refused) {
        return refused;
    }

    /** How long the token lasts that was found stored; empty if it was got just now, or never. */
    public Optional<Duration> storedFor() {
        return Optional.ofNullable(storedFor);
    }

    private String obtained() {
        try {
            return desk == null ? withoutDatabase() : withDatabase(desk);
        } catch (DatabaseUnavailable away) {
            throw new UpstreamFailure.Unavailable("the database went away meanwhile; run it again", false, away);
        } catch (EncryptionRefused locked) {
            throw new UpstreamFailure.Unauthorised(locked.getMessage());
        }
    }

    private String withDatabase(TokenStorage shared) {
        if (!shared.grants().knowsVariable()) {
            return withNewVariable(shared.grants());
        }
        Optional<RefreshDecision.Use> kept = shared.store().look();
        if (kept.isPresent()) {
            storedFor = kept.get().left();
            return kept.get().token();
        }
        return switch (shared.sharedTokens(endpoint).obtain(Need.FIRST)) {
            case Supply.Got got -> got.token().value();
            case Supply.None none -> throw none.failure();
        };
    }

    private String withNewVariable(RefreshTokenStore grants) {
        RefreshDecision.Lease request = grants.announce();
        return switch (endpoint.refresh(client.refreshToken().orElseThrow())) {
            case Issued issued -> {
                grants.note(request, issued);
                yield issued.accessToken().value();
            }
            case Denied denied -> {
                grants.refuse(request, denied);
                throw denied.failure();
            }
        };
    }

    private String withoutDatabase() {
        if (client.refreshToken().isEmpty()) {
            throw RefreshTokenStore.noRefreshToken();
        }
        try {
            Optional<Duration> wait = requests.take();
            if (wait.isPresent()) {
                throw TooManyTokenCalls.ofDoctor(wait.get());
            }
        } catch (IOException uncounted) {
            throw new UpstreamFailure.Unavailable(
                    "Zoho is not asked, since that cannot be counted in the data folder (" + uncounted.getMessage()
                            + "); mend that folder first",
                    false,
                    uncounted);
        }
        return switch (endpoint.refresh(client.refreshToken().get())) {
            case Issued issued -> issued.accessToken().value();
            case Denied denied -> throw denied.failure();
        };
    }
}
