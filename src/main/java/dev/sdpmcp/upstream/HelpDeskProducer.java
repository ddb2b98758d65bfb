package dev.sdpmcp.upstream;

import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producer of the client for ServiceDesk Plus. */
@ApplicationScoped
public class HelpDeskProducer {

    @Produces
    @Singleton
    CallBudget budget(ServerConfiguration configuration) {
        return new CallBudget(configuration.upstream().callsPerMinute());
    }

    @Produces
    @Singleton
    UpstreamState state() {
        return new UpstreamState();
    }

    @Produces
    @Singleton
    HelpDesk helpDesk(
            ServerConfiguration configuration,
            AccessTokenSource tokens,
            UpstreamThreads threads,
            CallBudget budget,
            UpstreamState state,
            ExchangeEvents events,
            FaultTolerance policies) {
        return new HelpDesk(
                configuration.upstream().apiBase(),
                tokens,
                UpstreamLimits.DEFAULT,
                threads,
                budget,
                state,
                events,
                new ResiliencePolicies(policies::retrying, policies::breaking),
                new MonotonicClock());
    }
}
