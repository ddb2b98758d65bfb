package dev.sdpmcp.telemetry;

import java.util.concurrent.atomic.AtomicLong;

/** Lets one line a minute through of what may go on for long, the first at once. By the monotonic clock. Thread-safe. */
public final class OnceAMinute {

    private static final long NANOS_BETWEEN_LINES = 60_000_000_000L;

    private final AtomicLong saidAtNanos = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_LINES);

    /** Whether it is time for the next line; of several that ask at once, one is told so. */
    public boolean isDue() {
        long last = saidAtNanos.get();
        long now = System.nanoTime();
        return now - last >= NANOS_BETWEEN_LINES && saidAtNanos.compareAndSet(last, now);
    }
}
