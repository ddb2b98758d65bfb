package dev.sdpmcp.transport;

import dev.sdpmcp.transport.MessageResource.PostedBody;
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
 * Read timeout for bodies that did not arrive with their headers: interrupts the reading thread, since a server may
 * wait for the next byte for ever (a read timeout of Undertow would end streams too). It has its own timer thread,
 * which no wait for a database can delay. Thread-safe.
 */
@ApplicationScoped
public class BodyDeadline {

    /** Added to the timeout of {@link PostedBody}, which ends every body that arrives slowly. */
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

    /** One thread; a cancelled task is removed at once. */
    static ScheduledExecutorService clock(ThreadFactory threads) {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, threads);
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** @throws IOException also if no further byte arrives in time */
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

    /** The reading thread; it must not be interrupted after it has finished reading. */
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
                // the interrupt came from the timer; the response is still to be written on this thread
                Thread.interrupted();
            }
        }
    }
}
