package dev.sdpmcp.transport;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies that did not come with their headers, and interrupts the reading thread when the time for that is over: a
 * server may wait for the next byte without end (Undertow, whose own time-out for reads would end streams too). The clock
 * is its own: nothing that waits for a database may make it late. Thread-safe.
 */
@ApplicationScoped
public class BodyDeadline {

    /** After the reader's own look at the clock, which ends every body that does arrive, bit by bit. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledExecutorService clock;

    @PostConstruct
    void start() {
        clock = clock(threads);
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }

    /** One thread; a deadline that was met is not kept until its time. */
    static ScheduledExecutorService clock(ThreadFactory threads) {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, threads);
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** @throws IOException also if nothing more arrives in time */
    byte[] read(InputStream body) throws IOException {
        return read(body, PostedBody.TIMEOUT, clock);
    }

    static byte[] read(InputStream body, Duration limit, ScheduledExecutorService clock) throws IOException {
        Reader reader = new Reader(Thread.currentThread());
        ScheduledFuture<?> end =
                clock.schedule(reader::interrupt, limit.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        try {
            return PostedBody.read(body, limit);
        } finally {
            reader.leave();
            end.cancel(false);
        }
    }

    /** A thread as long as it reads; it must not be interrupted in what it does next. */
    private static final class Reader {

        private final Thread thread;
        private boolean reads = true;
        private boolean interrupted;

        Reader(Thread thread) {
            this.thread = thread;
        }

        synchronized void interrupt() {
            if (reads) {
                interrupted = true;
                thread.interrupt();
            }
        }

        synchronized void leave() {
            reads = false;
            if (interrupted) {
                // the interrupt was ours; the answer is still to be written on this thread
                Thread.interrupted();
            }
        }
    }
}
