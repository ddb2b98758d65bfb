package dev.sdpmcp.transport;

import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.SessionOutput;
import dev.sdpmcp.session.WorkerThreads;
import dev.sdpmcp.telemetry.ExceptionSummary;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The write side of one stream: a bounded backlog, written in order by one thread at a time, each write with a deadline.
 * Offering never blocks. Thread-safe.
 *
 * <p>The JAX-RS sink gives none of this: on Jersey {@code send} blocks its caller for as long as the client does not read,
 * on RESTEasy it piles up in memory instead, and two threads in it at once lose events.
 */
final class Outbox implements SessionOutput {

    static final Duration WRITE_DEADLINE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Outbox.class.getName());

    private final EventStream stream;
    private final WorkerThreads threads;
    private final long keepAliveNanos;

    private final Backlog backlog;
    private long lastWritten = System.nanoTime();
    /** Ends when the backlog is written; nothing more is taken. */
    private boolean closing;
    /** Nothing more is written. */
    private boolean closed;
    /** Some thread closes the stream, or has done so. */
    private boolean ending;
    /** The stream is closed. */
    private boolean ended;
    /** Some thread, or a completion to come, has the stream. */
    private boolean writing;

    private long writeStarted;
    private volatile Consumer<CloseReason> onBroken = reason -> {};
    private @Nullable Thread writer;

    /**
     * @param threads runs a write elsewhere; false if it cannot now
     * @param memory of all streams together
     */
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
            // There may be nobody who closes the stream: no thread was free when it broke.
            closeElsewhere();
        } else if (overdue) {
            abort(CloseReason.SLOW_READER);
        } else if (quiet) {
            checkConnection();
        } else {
            // There may be a backlog without a writer: none was free when it was offered.
            startWriting(false);
        }
    }

    @Override
    public void checkConnection() {
        synchronized (this) {
            // Whatever waits or is being written tells as much, and a full backlog must not end a session that lives.
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

    /** @param lent whether the calling thread may do the writing */
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

    /** If no thread is free the next beat, or the next offer, tries again. */
    private void handOver(Runnable work) {
        if (!threads.run(work)) {
            releaseStream();
        }
    }

    private synchronized void releaseStream() {
        writing = false;
    }

    /** Writes until nothing is left, or until a write is still going on when the sink returns (RESTEasy). */
    private void drain() {
        while (writeNext()) {
            // Each event has its own deadline, so there is nothing to do between two.
        }
    }

    /** One event on a thread that has other things to do; as a rule there is no more. */
    private void drainLent() {
        if (writeNext() && !yieldStream()) {
            handOver(this::drain);
        }
    }

    /** False if nothing is left to do for this thread. */
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

    /** Takes this thread off the stream; false if somebody must go on, to write or to close. */
    private synchronized boolean yieldStream() {
        clearWriter();
        lastWritten = System.nanoTime();
        writing = closed || closing || !backlog.isEmpty();
        return !writing;
    }

    /** The next event to write by this thread; null when there is none, the stream then being closed if that is due. */
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
            // Jersey flushes once more; a client that has left already refuses that, and nothing is lost by it.
            LOG.log(Level.DEBUG, "Closing a stream failed: {0}", ExceptionSummary.inOneLine(gone));
        }
        synchronized (this) {
            ended = true;
        }
    }

    /** Closing may block (RESTEasy), so never on the caller's thread. If no thread is free the next beat tries again. */
    private void closeElsewhere() {
        if (claimClosing() && !threads.run(this::closeStream)) {
            synchronized (this) {
                ending = false;
            }
        }
    }

    /** Ends the stream now. A thread that is stuck in a write is interrupted; the backlog is lost. */
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
