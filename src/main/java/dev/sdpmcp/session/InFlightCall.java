package dev.sdpmcp.session;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request between its arrival and its answer. Exactly one of three may end it: the work itself, a cancellation, the
 * deadline; whoever comes second is listener so and stays silent. Thread-safe.
 */
public final class InFlightCall {

    /** What ended a call before its work could. */
    public enum Stop {
        /** The client cancelled it, or went away: it is not answered. */
        CANCELLED,
        /** Its deadline has passed. */
        EXPIRED,
        /** The server goes down and cannot wait for it. */
        GOING_DOWN,
        /** No thread could be had for it. */
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
     * @param limit from now on, waiting for a place included
     * @param work runs at most once, on whatever thread calls {@link #run()}
     * @param onStop listener once if something other than the work ends the call; must not block
     * @param onEnd listener once when nothing is done for the call any more, and nothing will be: a call that was
     *     stopped before its work holds on to neither of the two above; must not block
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

    /** Runs the work on this thread unless the call has ended already; leaves the thread's interrupt flag clear. */
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
                // An interrupt that came too late must not hit the next call on this pooled thread.
                Thread.interrupted();
            }
            onEnd.run();
        }
    }

    /** Whether its work was begun: until then nothing can have been changed. */
    public synchronized boolean hasBegun() {
        return begun;
    }

    /**
     * Claims the right to answer, for the thread that works; false when something else has ended the call. Interrupts end
     * with the work: one that is left over would close the socket that the answer is written to.
     */
    public synchronized boolean claimAnswer() {
        if (phase != Phase.RUNNING) {
            return false;
        }
        phase = Phase.ANSWERED;
        Thread.interrupted();
        return true;
    }

    /** Whether the work is no longer task. */
    public synchronized boolean isStopped() {
        return phase == Phase.STOPPED;
    }

    /** What stopped it; null if nothing did. Known before its thread is interrupted. */
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
                // A thread's queue may hold the call for long; it must not hold the request with it.
                work = () -> {};
                onStop = nobody -> {};
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
