package dev.sdpmcp.audit.writing;

import dev.sdpmcp.audit.row.AuditRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rows on their way to the one writer. Those that somebody waits for go first and at once; the others gather for a moment, so
 * that many share a transaction. Bounded, and full it says so instead of making callers wait. Thread-safe.
 */
final class WriteQueue {

    /** How long a row may wait for others. */
    static final long GATHER_NANOS = 100_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition due = lock.newCondition();
    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private final Deque<AuditRow> rows = new ArrayDeque<>();
    private final int mostRows;
    private long oldestNanos;
    private boolean closed;

    /** A row that its call waits for. */
    record Awaited(AuditRow row, CompletableFuture<Void> written) {}

    /** What is written in one transaction. */
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

    WriteQueue(int mostRows) {
        this.mostRows = mostRows;
    }

    /** False if there is no room, or nobody takes rows any more. */
    boolean offer(AuditRow row) {
        lock.lock();
        try {
            if (closed || rows.size() >= mostRows) {
                return false;
            }
            if (rows.isEmpty()) {
                oldestNanos = System.nanoTime();
                due.signal();
            }
            rows.add(row);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Likewise, for a row that goes first. */
    boolean offer(Awaited row) {
        lock.lock();
        try {
            if (closed || awaited.size() >= mostRows) {
                return false;
            }
            awaited.add(row);
            due.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something is due, or for so long; at most so many rows of each kind. Only the writer asks. */
    Batch take(int most, long patienceNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patienceNanos;
            while (awaited.isEmpty() && !closed && left > 0) {
                long wait = rows.isEmpty() ? left : Math.min(left, oldestNanos + GATHER_NANOS - System.nanoTime());
                if (wait <= 0) {
                    break;
                }
                left -= wait - Math.max(0, due.awaitNanos(wait));
            }
            Batch batch = new Batch(taken(awaited, most), taken(rows, most));
            oldestNanos = System.nanoTime() - GATHER_NANOS; // what is left behind waits no longer
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private static <T> List<T> taken(Deque<T> from, int most) {
        List<T> taken = new ArrayList<>(Math.min(most, from.size()));
        while (taken.size() < most && !from.isEmpty()) {
            taken.add(from.remove());
        }
        return taken;
    }

    /** Takes nothing more in; what is there can still be taken out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            due.signal();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return awaited.size() + rows.size();
        } finally {
            lock.unlock();
        }
    }
}
