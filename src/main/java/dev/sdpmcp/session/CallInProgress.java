package dev.sdpmcp.session;

import dev.sdpmcp.jsonrpc.RequestId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request between its arrival and its answer. Exactly one of three may end it: the work itself, a cancellation, the
 * deadline; whoever comes second is told so and stays silent. Thread-safe.
 */
public final class CallInProgress {

    private enum Phase {
        WAITING,
        RUNNING,
        CANCELLED,
        EXPIRED,
        ANSWERED
    }

    private final RequestId id;
    private final Runnable work;
    private final Runnable onExpiry;
    private final long deadlineNanos;
    private Phase phase = Phase.WAITING;
    private @Nullable Thread thread;

    /**
     * @param limit from now on, waiting for a place included
     * @param work runs once, on whatever thread calls {@link #run()}
     * @param onExpiry answers in place of the work when the limit has passed; must not block
     */
    public CallInProgress(RequestId id, Duration limit, Runnable work, Runnable onExpiry) {
        this.id = id;
        this.work = work;
        this.onExpiry = onExpiry;
        this.deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    public RequestId id() {
        return id;
    }

    /** Runs the work on this thread unless the call has ended already; leaves the thread's interrupt flag clear. */
    public void run() {
        synchronized (this) {
            if (phase != Phase.WAITING) {
                return;
            }
            phase = Phase.RUNNING;
            thread = Thread.currentThread();
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                thread = null;
                // An interrupt that came too late must not hit the next call on this pooled thread.
                Thread.interrupted();
            }
        }
    }

    /** Claims the right to answer; false when the call was cancelled or has expired. */
    public synchronized boolean claimAnswer() {
        if (phase != Phase.RUNNING && phase != Phase.WAITING) {
            return false;
        }
        phase = Phase.ANSWERED;
        return true;
    }

    public synchronized boolean isCancelled() {
        return phase == Phase.CANCELLED || phase == Phase.EXPIRED;
    }

    /** Whether it may still send progress and log messages. */
    public synchronized boolean isOpen() {
        return phase == Phase.RUNNING;
    }

    /** Ends the call without an answer and interrupts its work; does nothing once it is answered. */
    void cancel() {
        stop(Phase.CANCELLED);
    }

    void expireIfOverdue(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0 && stop(Phase.EXPIRED)) {
            onExpiry.run();
        }
    }

    private synchronized boolean stop(Phase end) {
        if (phase != Phase.RUNNING && phase != Phase.WAITING) {
            return false;
        }
        phase = end;
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }
}
