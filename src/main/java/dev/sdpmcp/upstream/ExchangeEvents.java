package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.tracing.Tracing;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedExchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;

/**
 * Hands exchanges on as CDI events, {@link UpstreamWrite} and {@link UpstreamExchange}, so that rooms can observe them
 * which this one does not know. Synchronous: an observer that throws at a write forbids it. Thread-safe.
 */
@ApplicationScoped
public class ExchangeEvents implements ExchangeListener {

    private final Event<UpstreamWrite> writes;
    private final Event<UpstreamExchange> exchanges;
    private final Event<RetryReason> repetitions;
    private final Event<ShortCircuitReason> withheldCalls;
    private final Tracing tracing;

    @Inject
    public ExchangeEvents(
            Event<UpstreamWrite> writes,
            Event<UpstreamExchange> exchanges,
            Event<RetryReason> repetitions,
            Event<ShortCircuitReason> withheldCalls,
            Tracing tracing) {
        this.writes = writes;
        this.exchanges = exchanges;
        this.repetitions = repetitions;
        this.withheldCalls = withheldCalls;
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
    public void repeated(RetryReason why) {
        repetitions.fire(why);
    }

    @Override
    public void withheld(ShortCircuitReason why) {
        withheldCalls.fire(why);
    }
}
