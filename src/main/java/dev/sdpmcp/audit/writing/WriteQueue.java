package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.row.AuditRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Queue of rows for the writer. Rows that a call waits for are first and due at once; the others wait a moment, so that
 * many share a transaction. Bounded; a full queue refuses a row instead of blocking its caller. Thread-safe.
 */
final class WriteQueue {

    /** How long a row waits for others. */
    static final long GATHER_NANOS = 100_000_000L;

    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private final Deque<AuditRow> rows = new ArrayDeque<>();
    private final int maxRows;
    private long oldestNanos;
    private boolean closed;

    /** A row that its call waits for. */
    record Awaited(AuditRow row, CompletableFuture<Void> written) {}

    /** Rows that are written in one transaction. */
    record Batch(List<Awaited> awaited, List<AuditRow> rows) {

        boolean isEmpty() {
            return awaited.isEmpty() && rows.isEmpty();
        }

        List<AuditRow> all() {
            List<AuditRow> all = new ArrayList<>(awaited.size() + rows.size());
            awaited.forEach(each -> all.add(each.row()));
            all.addAll(rows);
            return all;
        }
    }

    WriteQueue(int maxRows) {
        this.maxRows = maxRows;
    }

    /** Adds a row; false if the queue is full or closed. */
    synchronized boolean offer(AuditRow row) {
        if (closed || rows.size() >= maxRows) {
            return false;
        }
        if (rows.isEmpty()) {
            oldestNanos = System.nanoTime();
            notifyAll();
        }
        return rows.add(row);
    }

    /** Adds a row that goes first; false if the queue is full or closed. */
    synchronized boolean offer(Awaited row) {
        if (closed || awaited.size() >= maxRows) {
            return false;
        }
        notifyAll();
        return awaited.add(row);
    }

    /** Waits until rows are due, up to a time; returns at most so many of each kind. For the writer only. */
    synchronized Batch take(int max, long timeoutNanos) throws InterruptedException {
        long began = System.nanoTime();
        while (awaited.isEmpty() && !closed) {
            long now = System.nanoTime();
            long left = timeoutNanos - (now - began);
            long wait = rows.isEmpty() ? left : Math.min(left, oldestNanos + GATHER_NANOS - now);
            if (wait <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, wait);
        }
        Batch batch = new Batch(taken(awaited, max), taken(rows, max));
        oldestNanos = System.nanoTime() - GATHER_NANOS; // the rest waits no longer
        return batch;
    }

    private static <T> List<T> taken(Deque<T> from, int max) {
        List<T> taken = new ArrayList<>(Math.min(max, from.size()));
        while (taken.size() < max && !from.isEmpty()) {
            taken.add(from.remove());
        }
        return taken;
    }

    /** Accepts no more rows; rows that are there can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized int waiting() {
        return awaited.size() + rows.size();
    }
}
