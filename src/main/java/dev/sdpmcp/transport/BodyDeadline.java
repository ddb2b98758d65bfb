package dev.sdpmcp.transport;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies that did not come with their headers, and interrupts the reading thread when the time for that is over: a
 * server may wait for the next byte without end (Undertow, whose own time-out for reads would end streams too). Thread-safe.
 */
@ApplicationScoped
public class BodyDeadline {

    /** After the reader's own look at the clock, which ends every body that does arrive, bit by bit. */
    private static final Duration LATER = Duration.ofSeconds(1);

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** @throws IOException also if nothing more arrives in time */
    byte[] read(InputStream body) throws IOException {
        return read(body, PostedBody.TIME, scheduler);
    }

    static byte[] read(InputStream body, Duration limit, ScheduledExecutorService clock) throws IOException {
        Reader reader = new Reader(Thread.currentThread());
        ScheduledFuture<?> end =
                clock.schedule(reader::interrupt, limit.plus(LATER).toMillis(), TimeUnit.MILLISECONDS);
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
