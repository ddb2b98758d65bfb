package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.upstream.MonotonicClock;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.UpstreamThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** CDI producer of the access token cache of a server. */
@ApplicationScoped
public class AccessTokensProducer {

    @Produces
    @Singleton
    AccessTokens accessTokens(
            ServerConfiguration configuration, Database database, UpstreamThreads threads, TokenMetrics metrics) {
        Clock clock = new MonotonicClock();
        OAuthClient client = configuration.upstream().oauth();
        TokenEndpoint endpoint = new TokenEndpoint(client, TokenEndpoint.LIMITS, clock, metrics::requested);
        TokenSource source = configuration.storage().keepTokens()
                ? new DatabaseTokenSource(
                        endpoint, new TokenStore(database, configuration.storage(), client, clock), clock)
                : new LocalTokenSource(endpoint, client.refreshToken().orElseThrow(), clock);
        return new AccessTokens(source, UpstreamLimits.DEFAULT.whole(), threads, clock);
    }
}
