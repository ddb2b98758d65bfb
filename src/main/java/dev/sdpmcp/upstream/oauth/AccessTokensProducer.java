package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.UpstreamThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Wires the access token inside a server. */
@ApplicationScoped
public class AccessTokensProducer {

    @Produces
    @Singleton
    AccessTokens accessTokens(ServerConfiguration configuration, UpstreamThreads threads) {
        return new AccessTokens(configuration.upstream().oauth(), UpstreamLimits.DEFAULT, threads, Clock.systemUTC());
    }
}
