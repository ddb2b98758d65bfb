package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.upstream.UpstreamLimits;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Wires the access token inside a server. */
@ApplicationScoped
public class AccessTokensProducer {

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedExecutorService executor;

    @Produces
    @Singleton
    AccessTokens accessTokens(ServerConfiguration configuration) {
        return new AccessTokens(configuration.upstream().oauth(), UpstreamLimits.DEFAULT, executor, Clock.systemUTC());
    }
}
