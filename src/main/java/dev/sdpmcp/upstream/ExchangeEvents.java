package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.tracing.Tracing;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedExchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.net.URI;

/**
 * Listener that fires exchanges as CDI events, so that packages can observe them that this one does not know.
 * Synchronous: an observer that throws at an {@link UpstreamWrite} forbids it. Thread-safe.
 */
@ApplicationScoped
public class ExchangeEvents implements ExchangeListener {

    private final Event<Object> events;
    private final Tracing tracing;

    @Inject
    public ExchangeEvents(@Any Event<Object> events, Tracing tracing) {
        this.events = events;
        this.tracing = tracing;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected ExchangeEvents() {
        this(null, null);
    }

    @Override
    public void beforeWrite(UpstreamWrite write) {
        events.fire(write);
    }

    @Override
    public void exchanged(UpstreamExchange exchange) {
        events.fire(exchange);
    }

    @Override
    public TracedExchange begins(String method, URI url) {
        return tracing.exchange(method, url);
    }

    @Override
    public void retried(RetryReason reason) {
        events.fire(reason);
    }

    @Override
    public void shortCircuited(ShortCircuitReason reason) {
        events.fire(reason);
    }
}
