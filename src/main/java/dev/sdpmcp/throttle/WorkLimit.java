package dev.sdpmcp.throttle;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Limit on work that costs this server something and nobody else: how often a minute and how many at a time, for each of many
 * owners and for all together. Who finds no place waits a little, a few of an owner at a time; the rest is refused at once, so
 * that waiting does not hold all threads. Thread-safe.
 */
public final class WorkLimit {

    private final RateBuckets rates;
    private final Bounds bounds;
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private int total;

    /**
     * How much is allowed.
     *
     * @param perMinute for each owner; as many at once, then evenly
     * @param maxPerOwner at a time, for each owner
     * @param maxTotal at a time, for all owners together
     * @param maxWaitingPerOwner how many of an owner may wait for a place
     * @param maxWait for a place
     */
    public record Bounds(int perMinute, int maxPerOwner, int maxTotal, int maxWaitingPerOwner, Duration maxWait) {}

    public WorkLimit(Bounds bounds) {
        this.bounds = bounds;
        this.rates = new RateBuckets(bounds.perMinute());
    }

    /** The work must not be done now. */
    public static final class Exceeded extends Exception {
        private static final long serialVersionUID = 1L;

        private final long retryAfterSeconds;

        Exceeded(String message, long retryAfterSeconds) {
            super(message, null, false, false);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** When it may be tried again; at least one. */
        public long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /**
     * Does a piece of work on this thread as soon as there is a place.
     *
     * @param owner whose limit it counts against
     * @throws Exceeded if it must not be done now; the message says which bound it was
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public <T> T run(String owner, Supplier<T> work) throws Exceeded, InterruptedException {
        RateBucket.Taken taken = rates.of(owner).take();
        if (!taken.granted()) {
            throw new Exceeded("more than " + bounds.perMinute() + " a minute", taken.retryAfterSeconds());
        }
        takePlace(owner);
        try {
            return work.get();
        } finally {
            release(owner);
        }
    }

    private synchronized void takePlace(String owner) throws Exceeded, InterruptedException {
        if (!isFree(owner)) {
            await(owner);
        }
        total++;
        running.merge(owner, 1, Integer::sum);
    }

    private boolean isFree(String owner) {
        return total < bounds.maxTotal() && running.getOrDefault(owner, 0) < bounds.maxPerOwner();
    }

    private synchronized void await(String owner) throws Exceeded, InterruptedException {
        if (waiting.getOrDefault(owner, 0) >= bounds.maxWaitingPerOwner()) {
            throw tooManyAtATime();
        }
        waiting.merge(owner, 1, Integer::sum);
        try {
            long end = System.nanoTime() + bounds.maxWait().toNanos();
            while (!isFree(owner)) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    throw tooManyAtATime();
                }
                wait(millis);
            }
        } finally {
            decrement(waiting, owner);
        }
    }

    private Exceeded tooManyAtATime() {
        return new Exceeded(
                "more than " + bounds.maxPerOwner() + " at a time",
                Math.max(1, bounds.maxWait().toSeconds()));
    }

    private synchronized void release(String owner) {
        total--;
        decrement(running, owner);
        notifyAll();
    }

    private static void decrement(Map<String, Integer> counts, String owner) {
        counts.computeIfPresent(owner, (name, count) -> count == 1 ? null : count - 1);
    }

    /** Owners that have work or wait; nothing is kept of the others but their rate. */
    synchronized int busyOwners() {
        return Math.max(running.size(), waiting.size());
    }
}
