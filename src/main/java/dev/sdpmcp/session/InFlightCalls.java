package dev.sdpmcp.session;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one session: at most {@value #MAX_RUNNING} run at a time, at most {@value #MAX_WAITING} more wait, and
 * no id is used twice. An id is free again just before its response is sent, so that the next call of the client
 * never collides with it. A place is released only when the work has ended, so that the limit of threads holds even
 * for work that notices its interrupt late. Thread-safe.
 */
public final class InFlightCalls {

    public static final int MAX_RUNNING = 8;
    public static final int MAX_WAITING = 64;

    /** Result of adding a call. */
    public enum Entry {
        /** It has a place: run it. */
        RUN,
        /** It waits; {@link #finished} of another call returns it. */
        WAIT,
        /** Its id belongs to a call that has not been answered yet. */
        DUPLICATE,
        FULL,
        CLOSED
    }

    private final Map<JsonRpcId, InFlightCall> byId = new HashMap<>(4);
    private final Queue<InFlightCall> waiting = new ArrayDeque<>(2);
    private int running;
    private @Nullable Runnable whenEmpty;
    private boolean closed;
    private long endedNanos = System.nanoTime();

    public synchronized Entry enter(InFlightCall call) {
        if (closed) {
            return Entry.CLOSED;
        }
        if (byId.containsKey(call.id())) {
            return Entry.DUPLICATE;
        }
        if (running < MAX_RUNNING) {
            running++;
            byId.put(call.id(), call);
            return Entry.RUN;
        }
        // By ids, not by places: a client that has a response may send the next call before the place is free.
        if (byId.size() >= MAX_RUNNING + MAX_WAITING) {
            return Entry.FULL;
        }
        waiting.add(call);
        byId.put(call.id(), call);
        return Entry.WAIT;
    }

    /** Frees the id of a call that is about to be answered; its place stays taken until {@link #finished}. */
    public synchronized void answered(InFlightCall call) {
        byId.remove(call.id(), call);
    }

    /** Releases the place of a call that had {@link Entry#RUN}; returns the next call, which must be run. */
    public @Nullable InFlightCall finished(InFlightCall call) {
        Runnable last = null;
        InFlightCall next;
        synchronized (this) {
            byId.remove(call.id(), call);
            endedNanos = System.nanoTime();
            next = waiting.poll();
            if (next == null) {
                running--;
                if (closed && running == 0) {
                    last = whenEmpty;
                    whenEmpty = null;
                }
            }
        }
        if (last != null) {
            last.run();
        }
        return next;
    }

    /** Cancels the call with that id, waiting or running; an unknown id is no error, its answer may be on the way. */
    public void cancel(JsonRpcId id) {
        InFlightCall call;
        synchronized (this) {
            call = byId.get(id);
            if (call != null && waiting.remove(call)) {
                byId.remove(id, call);
            }
        }
        if (call != null) {
            call.stop(InFlightCall.Stop.CANCELLED);
        }
    }

    /** Stops calls whose deadline has passed; frees their ids and the places of those that waited. */
    public void expireOverdue() {
        List<InFlightCall> overdue;
        synchronized (this) {
            if (byId.isEmpty()) {
                return;
            }
            long now = System.nanoTime();
            overdue = byId.values().stream().filter(call -> call.isOverdue(now)).toList();
            byId.values().removeAll(overdue);
            waiting.removeAll(overdue);
        }
        overdue.forEach(call -> call.stop(InFlightCall.Stop.EXPIRED));
    }

    /** Stops all calls, each with an error, since the server shuts down. */
    public void abandonAll() {
        List<InFlightCall> all;
        synchronized (this) {
            all = List.copyOf(byId.values());
            byId.clear();
            waiting.clear();
        }
        all.forEach(call -> call.stop(InFlightCall.Stop.GOING_DOWN));
    }

    /** Whether a call with that id has no response yet. */
    public synchronized boolean contains(JsonRpcId id) {
        return byId.containsKey(id);
    }

    /** How many run or wait. */
    public synchronized int size() {
        return running + waiting.size();
    }

    public synchronized boolean isEmpty() {
        return running == 0 && waiting.isEmpty();
    }

    /** Nanoseconds since the last call ended, or since the session was opened; 0 while one is in flight. */
    synchronized long idleNanos() {
        return isEmpty() ? System.nanoTime() - endedNanos : 0;
    }

    /** Cancels all calls; {@code afterLast} runs once, when the last work has ended, or at once. */
    void close(Runnable afterLast) {
        List<InFlightCall> all;
        boolean now;
        synchronized (this) {
            closed = true;
            all = List.copyOf(byId.values());
            waiting.clear();
            now = running == 0;
            whenEmpty = now ? null : afterLast;
        }
        all.forEach(call -> call.stop(InFlightCall.Stop.CANCELLED));
        if (now) {
            afterLast.run();
        }
    }
}
