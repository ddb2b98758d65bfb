package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.tracing.Tracing;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedExchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;

/**
 * Listener that fires exchanges as CDI events, so that packages can observe them that this one does not know.
 * Synchronous: an observer that throws at an {@link UpstreamWrite} forbids it. Thread-safe.
 */
@ApplicationScoped
public class ExchangeEvents implements ExchangeListener {

    private final Event<UpstreamWrite> writes;
    private final Event<UpstreamExchange> exchanges;
    private final Event<RetryReason> retries;
    private final Event<ShortCircuitReason> shortCircuits;
    private final Tracing tracing;

    @Inject
    public ExchangeEvents(
            Event<UpstreamWrite> writes,
            Event<UpstreamExchange> exchanges,
            Event<RetryReason> retries,
            Event<ShortCircuitReason> shortCircuits,
            Tracing tracing) {
        this.writes = writes;
        this.exchanges = exchanges;
        this.retries = retries;
        this.shortCircuits = shortCircuits;
        this.tracing = tracing;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected ExchangeEvents() {
        this(null, null, null, null, null);
    }

    @Override
    public void beforeWrite(UpstreamWrite write) {
        writes.fire(write);
    }

    @Override
    public void exchanged(UpstreamExchange exchange) {
        exchanges.fire(exchange);
    }

    @Override
    public TracedExchange begins(String method, URI url) {
        return tracing.exchange(method, url);
    }

    @Override
    public void retried(RetryReason reason) {
        retries.fire(reason);
    }

    @Override
    public void shortCircuited(ShortCircuitReason reason) {
        shortCircuits.fire(reason);
    }
}
