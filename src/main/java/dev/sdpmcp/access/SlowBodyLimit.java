package dev.sdpmcp.access;

import dev.sdpmcp.throttle.RateBucket.LimitStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Limit on concurrent bodies that did not arrive with their headers, in total and per key: each blocks an HTTP thread
 * until it has arrived. A caller without a permit waits up to a second, since ordinary bodies arrive in milliseconds,
 * and is then refused. With {@link #MAX_TOTAL} being read and {@link #MAX_WAITING} waiting, a third of the HTTP
 * threads ({@code domain-config/pre-boot.asadmin}) is left for other requests. Thread-safe.
 */
@ApplicationScoped
public class SlowBodyLimit {

    /** Bodies that are being read. */
    public static final int MAX_TOTAL = 32;

    /** Bodies of one key that are being read. */
    public static final int MAX_PER_KEY = 8;

    static final int MAX_WAITING = 32;
    static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final Map<String, Integer> byKey = new HashMap<>();
    private int total;
    private int waiting;

    /** A permit to read a body; {@link #close()} returns it and must be called once. */
    public final class Permit implements AutoCloseable {
        private final String keyName;

        private Permit(String keyName) {
            this.keyName = keyName;
        }

        @Override
        public void close() {
            release(keyName);
        }
    }

    /** @throws HttpFailure if there is no permit and none becomes free within a second */
    public synchronized Permit take(String keyName) {
        if (!isFree(keyName)) {
            await(keyName);
        }
        total++;
        byKey.merge(keyName, 1, Integer::sum);
        return new Permit(keyName);
    }

    private boolean isFree(String keyName) {
        return total < MAX_TOTAL && byKey.getOrDefault(keyName, 0) < MAX_PER_KEY;
    }

    private synchronized void await(String keyName) {
        if (waiting >= MAX_WAITING) {
            throw new HttpFailure(HttpError.TOO_MANY_BODIES);
        }
        waiting++;
        try {
            long end = System.nanoTime() + MAX_WAIT.toNanos();
            while (!isFree(keyName)) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    throw new HttpFailure(HttpError.TOO_MANY_BODIES);
                }
                wait(millis);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new HttpFailure(HttpError.SHUTTING_DOWN);
        } finally {
            waiting--;
        }
    }

    private synchronized void release(String keyName) {
        total--;
        byKey.computeIfPresent(keyName, (key, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    /** Permits left for a key. */
    public synchronized LimitStatus leftFor(String keyName) {
        int left = Math.min(MAX_PER_KEY - byKey.getOrDefault(keyName, 0), MAX_TOTAL - total);
        return new LimitStatus(MAX_PER_KEY, left, 0);
    }

    /** Permits left in total. */
    public synchronized LimitStatus leftInTotal() {
        return new LimitStatus(MAX_TOTAL, MAX_TOTAL - total, 0);
    }
}
