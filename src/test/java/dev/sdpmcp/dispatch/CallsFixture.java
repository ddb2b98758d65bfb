package dev.sdpmcp.dispatch;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Calls that stay inside their tool until they may go. */
@Timeout(120)
abstract class CallsFixture {

    final Desk desk = Desk.ready();
    final Semaphore mayGo = new Semaphore(0);
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void leave() {
        desk.close();
    }

    /** Calls that stay inside until they may go, and count how many are inside at once. */
    void callsWait() {
        desk.tools.does((params, context) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                mayGo.acquire();
            } catch (InterruptedException cancelled) {
                throw new CancellationException("interrupted");
            } finally {
                inside.decrementAndGet();
            }
            return Map.of();
        });
    }

    void awaitInside(int count) {
        Awaitility.await().pollDelay(java.time.Duration.ZERO).until(() -> inside.get() == count);
    }
}
