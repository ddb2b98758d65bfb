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
    private final Event<Repetition> repetitions;
    private final Event<Withheld> withheldCalls;

    @Inject
    public ExchangeEvents(
            Event<UpstreamWrite> writes,
            Event<UpstreamExchange> exchanges,
            Event<Repetition> repetitions,
            Event<Withheld> withheldCalls) {
        this.writes = writes;
        this.exchanges = exchanges;
        this.repetitions = repetitions;
        this.withheldCalls = withheldCalls;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected ExchangeEvents() {
        this(null, null, null, null);
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
    public void repeated(Repetition why) {
        repetitions.fire(why);
    }

    @Override
    public void withheld(Withheld why) {
        withheldCalls.fire(why);
    }
}
