package dev.sdpmcp.upstream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * Hands exchanges on as CDI events, {@link UpstreamWrite} and {@link UpstreamExchange}, so that rooms can observe them
 * which this one does not know. Synchronous: an observer that throws at a write forbids it. Thread-safe.
 */
@ApplicationScoped
public class ExchangeEvents implements ExchangeListener {

    private final Event<UpstreamWrite> writes;
    private final Event<UpstreamExchange> exchanges;

    @Inject
    public ExchangeEvents(Event<UpstreamWrite> writes, Event<UpstreamExchange> exchanges) {
        this.writes = writes;
        this.exchanges = exchanges;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected ExchangeEvents() {
        this(null, null);
    }

    @Override
    public void beforeWrite(UpstreamWrite write) {
        writes.fire(write);
    }

    @Override
    public void exchanged(UpstreamExchange exchange) {
        exchanges.fire(exchange);
    }
}
