package dev.sdpmcp.upstream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, and on which thread; may be told to forbid writes or to fail. */
public final class HeardExchanges implements ExchangeListener {

    public final List<UpstreamWrite> writes = new CopyOnWriteArrayList<>();
    public final List<UpstreamExchange> exchanges = new CopyOnWriteArrayList<>();
    final List<RetryReason> repetitions = new CopyOnWriteArrayList<>();
    final List<ShortCircuitReason> withheld = new CopyOnWriteArrayList<>();
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    volatile @Nullable RuntimeException atWrite;
    volatile @Nullable RuntimeException afterwards;

    @Override
    public void beforeWrite(UpstreamWrite write) {
        threads.add(Thread.currentThread());
        writes.add(write);
        if (atWrite != null) {
            throw atWrite;
        }
    }

    @Override
    public void exchanged(UpstreamExchange exchange) {
        threads.add(Thread.currentThread());
        exchanges.add(exchange);
        if (afterwards != null) {
            throw afterwards;
        }
    }

    @Override
    public void repeated(RetryReason why) {
        repetitions.add(why);
    }

    @Override
    public void withheld(ShortCircuitReason why) {
        withheld.add(why);
    }
}
