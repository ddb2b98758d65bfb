package dev.sdpmcp.upstream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Listener that records its calls and their threads, and throws the exceptions that a test gives it. */
public final class RecordingListener implements ExchangeListener {

    public final List<UpstreamWrite> writes = new CopyOnWriteArrayList<>();
    public final List<UpstreamExchange> exchanges = new CopyOnWriteArrayList<>();
    final List<RetryReason> retries = new CopyOnWriteArrayList<>();
    final List<ShortCircuitReason> shortCircuits = new CopyOnWriteArrayList<>();
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    volatile @Nullable RuntimeException beforeWrite;
    volatile @Nullable RuntimeException afterExchange;

    @Override
    public void beforeWrite(UpstreamWrite write) {
        threads.add(Thread.currentThread());
        writes.add(write);
        if (beforeWrite != null) {
            throw beforeWrite;
        }
    }

    @Override
    public void exchanged(UpstreamExchange exchange) {
        threads.add(Thread.currentThread());
        exchanges.add(exchange);
        if (afterExchange != null) {
            throw afterExchange;
        }
    }

    @Override
    public void retried(RetryReason reason) {
        retries.add(reason);
    }

    @Override
    public void shortCircuited(ShortCircuitReason reason) {
        shortCircuits.add(reason);
    }
}
