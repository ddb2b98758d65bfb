package dev.sdpmcp.throttle;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Limit on work that is expensive for this server: rate per minute and concurrency, per owner and in total. A few
 * callers per owner wait a short time for a place; the others are refused at once, so that waiting does not block all
 * threads. Thread-safe.
 */
public final class WorkLimit {

    private final RateBuckets rates;
    private final Bounds bounds;
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private int total;

    /**
     * The bounds.
     *
     * @param perMinute rate per owner, which is also the size of a burst
     * @param maxPerOwner concurrent work of an owner
     * @param maxTotal concurrent work of all owners
     * @param maxWaitingPerOwner callers of an owner that may wait for a place
     * @param maxWait for a place
     */
    public record Bounds(int perMinute, int maxPerOwner, int maxTotal, int maxWaitingPerOwner, Duration maxWait) {}

    public WorkLimit(Bounds bounds) {
        this.bounds = bounds;
        this.rates = new RateBuckets(bounds.perMinute());
    }

    /** A bound was reached. */
    public static final class Exceeded extends Exception {
        private static final long serialVersionUID = 1L;

        private final long retryAfterSeconds;

        Exceeded(String message, long retryAfterSeconds) {
            super(message, null, false, false);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** Seconds until a retry makes sense; at least one. */
        public long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /**
     * Runs the work on this thread as soon as there is a place.
     *
     * @param owner whose limit applies
     * @throws Exceeded if a bound was reached; the message names it
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

    /** Owners with running or waiting work; nothing but the rate is kept of the others. */
    synchronized int busyOwners() {
        return Math.max(running.size(), waiting.size());
    }
}
