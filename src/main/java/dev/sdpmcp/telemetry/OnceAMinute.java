package dev.sdpmcp.telemetry;

import java.util.concurrent.atomic.AtomicLong;

/** Rate limit for a repeated log line: one a minute, the first at once, by the monotonic clock. Thread-safe. */
public final class OnceAMinute {

    private static final long INTERVAL_NANOS = 60_000_000_000L;

    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

    /** Whether the next line is due; of concurrent callers only one gets {@code true}. */
    public boolean isDue() {
        long last = lastNanos.get();
        long now = System.nanoTime();
        return now - last >= INTERVAL_NANOS && lastNanos.compareAndSet(last, now);
    }
}
