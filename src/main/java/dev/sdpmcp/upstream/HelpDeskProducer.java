package dev.sdpmcp.upstream;

import dev.sdpmcp.config.ServerConfiguration;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the door to ServiceDesk Plus inside a server. */
@ApplicationScoped
public class HelpDeskProducer {

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedExecutorService executor;

    @Produces
    @Singleton
    HelpDesk helpDesk(ServerConfiguration configuration, AccessTokenSource tokens) {
        return new HelpDesk(configuration.upstream().apiBase(), tokens, UpstreamLimits.DEFAULT, executor);
    }
}
