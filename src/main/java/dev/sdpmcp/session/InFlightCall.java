package dev.sdpmcp.session;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call between its arrival and its response. Exactly one of three ends it: the work, a cancellation or the
 * deadline; the others do nothing then. Thread-safe.
 */
public final class InFlightCall {

    /** Why a call ended before its work did. */
    public enum Stop {
        /** The client cancelled it or disconnected: there is no response. */
        CANCELLED,
        /** Its deadline has passed. */
        EXPIRED,
        /** The server shuts down and cannot wait for it. */
        GOING_DOWN,
        /** No thread was free for it. */
        REJECTED
    }

    private enum Phase {
        WAITING,
        RUNNING,
        STOPPED,
        ANSWERED
    }

    private final JsonRpcId id;
    private final Runnable onEnd;
    private final long deadlineNanos;
    private Runnable work;
    private Consumer<Stop> onStop;
    private Phase phase = Phase.WAITING;
    private boolean begun;
    private @Nullable Stop stopReason;
    private @Nullable Thread thread;

    /**
     * @param limit from now on, including the time in the queue
     * @param work runs at most once, on the thread that calls {@link #run()}
     * @param onStop called once if something other than the work ends the call; must not block
     * @param onEnd called once when nothing is or will be done for the call; a call that was stopped before its work
     *     releases both of the above; must not block
     */
    public InFlightCall(JsonRpcId id, Duration limit, Runnable work, Consumer<Stop> onStop, Runnable onEnd) {
        this.id = id;
        this.work = work;
        this.onStop = onStop;
        this.onEnd = onEnd;
        this.deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    public JsonRpcId id() {
        return id;
    }

    /** Runs the work on this thread unless the call has ended; leaves the interrupt flag of the thread clear. */
    public void run() {
        Runnable task;
        synchronized (this) {
            if (phase != Phase.WAITING) {
                return;
            }
            phase = Phase.RUNNING;
            begun = true;
            thread = Thread.currentThread();
            task = work;
        }
        try {
            task.run();
        } finally {
            synchronized (this) {
                thread = null;
                // A late interrupt must not hit the next call on this pooled thread.
                Thread.interrupted();
            }
            onEnd.run();
        }
    }

    /** Whether its work has started: until then it cannot have changed anything. */
    public synchronized boolean hasBegun() {
        return begun;
    }

    /**
     * Claims the response for the working thread; false when the call has ended otherwise. The interrupt flag is
     * cleared: a late interrupt would close the socket that the response is written to.
     */
    public synchronized boolean claimAnswer() {
        if (phase != Phase.RUNNING) {
            return false;
        }
        phase = Phase.ANSWERED;
        Thread.interrupted();
        return true;
    }

    /** Whether the call was stopped. */
    public synchronized boolean isStopped() {
        return phase == Phase.STOPPED;
    }

    /** Why it was stopped; null if it was not. Set before its thread is interrupted. */
    public synchronized @Nullable Stop stopReason() {
        return stopReason;
    }

    /** Whether it may still send progress and log messages. */
    public synchronized boolean isOpen() {
        return phase == Phase.RUNNING;
    }

    /** Ends the call and interrupts its work; does nothing once it is answered or stopped. */
    public void stop(Stop reason) {
        boolean wasWaiting;
        Consumer<Stop> listener;
        synchronized (this) {
            if (phase != Phase.RUNNING && phase != Phase.WAITING) {
                return;
            }
            wasWaiting = phase == Phase.WAITING;
            phase = Phase.STOPPED;
            stopReason = reason;
            listener = onStop;
            if (wasWaiting) {
                // The queue of the thread pool may hold the call for long; it must not hold the message with it.
                work = () -> {};
                onStop = unused -> {};
            }
            if (thread != null) {
                thread.interrupt();
            }
        }
        try {
            listener.accept(reason);
        } finally {
            if (wasWaiting) {
                onEnd.run();
            }
        }
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }
}
