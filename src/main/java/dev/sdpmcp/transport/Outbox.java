package dev.sdpmcp.transport;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.SessionOutput;
import dev.sdpmcp.session.WorkerThreads;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Output of one stream: a bounded queue, written in order by one thread at a time, each write with a deadline.
 * Offering never blocks. Thread-safe. The JAX-RS sink does none of this: on Jersey {@code send} blocks the caller as
 * long as the client does not read, on RESTEasy events pile up in memory, and two concurrent threads lose events.
 */
final class Outbox implements SessionOutput {

    static final Duration WRITE_DEADLINE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Outbox.class.getName());

    private final EventStream stream;
    private final WorkerThreads threads;
    private final long keepAliveNanos;

    private final Backlog backlog;
    private long lastWritten = System.nanoTime();
    /** Closes when the queue is written; accepts no further event. */
    private boolean closing;
    /** Writes no further event. */
    private boolean closed;
    /** A thread closes the stream, or has closed it. */
    private boolean ending;
    /** The stream is closed. */
    private boolean ended;
    /** A thread, or a pending completion, owns the stream. */
    private boolean writing;

    private long writeStarted;
    private volatile Consumer<CloseReason> onBroken = reason -> {};
    private @Nullable Thread writer;

    /** @param memory shared by all streams */
    Outbox(EventStream stream, WorkerThreads threads, Duration keepAlive, Backlog.Memory memory) {
        this.stream = stream;
        this.threads = threads;
        this.keepAliveNanos = keepAlive.toNanos();
        this.backlog = new Backlog(memory);
    }

    @Override
    public void onBroken(Consumer<CloseReason> listener) {
        onBroken = listener;
    }

    @Override
    public Offer offer(String message, @Nullable String correlationId) {
        return offer(new SseEvent.Event("message", message, correlationId));
    }

    @Override
    public Offer deliver(String message, String correlationId) {
        return offer(new SseEvent.Event("message", message, correlationId), true);
    }

    Offer offer(SseEvent outgoing) {
        return offer(outgoing, false);
    }

    private Offer offer(SseEvent outgoing, boolean lent) {
        Offer outcome = add(outgoing);
        if (outcome == Offer.ACCEPTED) {
            startWriting(lent);
        } else if (outcome == Offer.FULL) {
            abort(CloseReason.SLOW_READER);
        }
        return outcome;
    }

    private synchronized Offer add(SseEvent outgoing) {
        if (closed || closing) {
            return Offer.CLOSED;
        }
        return backlog.add(outgoing) ? Offer.ACCEPTED : Offer.FULL;
    }

    @Override
    public synchronized int waiting() {
        return backlog.size();
    }

    @Override
    public synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public void keepAlive() {
        boolean overdue;
        boolean quiet;
        boolean broken;
        synchronized (this) {
            long now = System.nanoTime();
            broken = closed;
            overdue = writing && now - writeStarted > WRITE_DEADLINE.toNanos();
            quiet = !writing && !closing && backlog.isEmpty() && now - lastWritten >= keepAliveNanos;
        }
        if (broken) {
            // No thread may have closed the stream: none was free when it broke.
            closeElsewhere();
        } else if (overdue) {
            abort(CloseReason.SLOW_READER);
        } else if (quiet) {
            checkConnection();
        } else {
            // The queue may have no writer: no thread was free when it was offered.
            startWriting(false);
        }
    }

    @Override
    public void checkConnection() {
        synchronized (this) {
            // A queued or current write checks the connection too, and a full queue must not end a live session.
            if (!closed && !closing && !writing && backlog.isEmpty()) {
                backlog.add(new SseEvent.KeepAlive());
            }
        }
        startWriting(false);
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        startWriting(false);
    }

    /** @param lent whether the calling thread may write */
    private void startWriting(boolean lent) {
        synchronized (this) {
            if (closed || writing || (backlog.isEmpty() && !closing)) {
                return;
            }
            writing = true;
            writeStarted = System.nanoTime();
        }
        if (!lent) {
            handOver(this::drain);
        } else if (!threads.runOnCaller(this::drainLent)) {
            releaseStream();
        }
    }

    /** If no thread is free, the next keep-alive or offer tries again. */
    private void handOver(Runnable work) {
        if (!threads.run(work)) {
            releaseStream();
        }
    }

    private synchronized void releaseStream() {
        writing = false;
    }

    /** Writes until the queue is empty, or until a write is pending when the sink returns (RESTEasy). */
    private void drain() {
        while (writeNext()) {
            // Each event has its own deadline, so nothing is done between two.
        }
    }

    /** Writes one event on a lent thread; usually there is no other. */
    private void drainLent() {
        if (writeNext() && !yieldStream()) {
            handOver(this::drain);
        }
    }

    /** False if this thread has nothing left to do. */
    private boolean writeNext() {
        SseEvent next = take();
        if (next == null) {
            return false;
        }
        CompletableFuture<?> written;
        try {
            written = stream.write(next).toCompletableFuture();
        } catch (RuntimeException gone) {
            abort(CloseReason.CLIENT_GONE);
            return true;
        }
        if (!written.isDone()) {
            clearWriter();
            continueWhenDone(written);
            return false;
        }
        if (written.isCompletedExceptionally() || stream.isClosed()) {
            abort(CloseReason.CLIENT_GONE);
        }
        return true;
    }

    private void continueWhenDone(CompletableFuture<?> write) {
        CompletableFuture<?> unused = write.whenComplete(
                (done, failure) -> handOver(failure == null ? this::drain : this::drainAfterFailure));
    }

    private void drainAfterFailure() {
        abort(CloseReason.CLIENT_GONE);
        drain();
    }

    private synchronized void clearWriter() {
        writer = null;
    }

    /** Releases the stream by this thread; false if another thread must go on, to write or to close. */
    private synchronized boolean yieldStream() {
        clearWriter();
        lastWritten = System.nanoTime();
        writing = closed || closing || !backlog.isEmpty();
        return !writing;
    }

    /** The next event for this thread; null when there is none, after closing the stream if that is due. */
    private @Nullable SseEvent take() {
        SseEvent next;
        boolean last;
        synchronized (this) {
            lastWritten = System.nanoTime();
            next = closed ? null : backlog.poll();
            if (next != null) {
                writeStarted = lastWritten;
                writer = Thread.currentThread();
                return next;
            }
            writer = null;
            writing = false;
            closed |= closing;
            last = closed;
        }
        if (last && claimClosing()) {
            closeStream();
        }
        return null;
    }

    private synchronized boolean claimClosing() {
        boolean mine = !ending;
        ending = true;
        return mine;
    }

    private void closeStream() {
        try {
            stream.close();
        } catch (RuntimeException gone) {
            // Jersey flushes once more, which fails if the client has disconnected; nothing is lost.
            LOG.log(Level.DEBUG, "Closing a stream failed: {0}", ExceptionSummary.inOneLine(gone));
        }
        synchronized (this) {
            ended = true;
        }
    }

    /** Never on the calling thread, since closing may block (RESTEasy). Retried by the next keep-alive. */
    private void closeElsewhere() {
        if (claimClosing() && !threads.run(this::closeStream)) {
            synchronized (this) {
                ending = false;
            }
        }
    }

    /** Breaks the stream: interrupts a thread that is blocked in a write and discards the queue. */
    private void abort(CloseReason reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            backlog.clear();
            if (writer != null && writer != Thread.currentThread()) {
                writer.interrupt();
            }
        }
        closeElsewhere();
        onBroken.accept(reason);
    }
}
