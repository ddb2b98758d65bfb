package dev.sdpmcp.desk;

import dev.sdpmcp.upstream.CallCancelled;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One value that is dear to get and changes rarely. Thread-safe: one thread gets it, the others wait for a bounded time
 * and can be interrupted.
 */
public final class CachedValue<T> {

    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> source;
    private final Duration life;
    private final Clock clock;
    private volatile @Nullable Entry<T> entry;

    private record Entry<T>(T value, Instant until) {}

    public CachedValue(Supplier<T> source, Duration life, Clock clock) {
        this.source = source;
        this.life = life;
        this.clock = clock;
    }

    /** The value, at most as old as its life. What the source throws is not kept. */
    public T get() {
        T fresh = freshValue();
        return fresh == null ? readAgain() : fresh;
    }

    /** Makes the next caller read it again. */
    public void forget() {
        entry = null;
    }

    private @Nullable T freshValue() {
        Entry<T> kept = entry;
        return kept != null && clock.instant().isBefore(kept.until) ? kept.value : null;
    }

    private T readAgain() {
        try {
            if (!lock.tryLock(MAX_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new UpstreamFailure.Unavailable(
                        "another call has been reading the same from ServiceDesk Plus for too long; try again later",
                        false,
                        null);
            }
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while waiting for another call", cancelled);
        }
        try {
            T fresh = freshValue();
            if (fresh == null) {
                fresh = source.get();
                entry = new Entry<>(fresh, clock.instant().plus(life));
            }
            return fresh;
        } finally {
            lock.unlock();
        }
    }
}
