package dev.sdpmcp.session;

import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.LineLimit.OnceAMinute;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/** A bounded executor. Thread-safe; handing work over never blocks. */
@FunctionalInterface
public interface WorkerThreads {

    /** False if there is no room for the work; it is then not run. */
    boolean run(Runnable work);

    /**
     * Runs the work on the calling thread while the number of such threads is below a limit, else as {@link #run}.
     * The caller may be blocked as long as the work takes; its interrupt flag is clear afterwards.
     */
    default boolean runOnCaller(Runnable work) {
        return run(work);
    }

    /**
     * Thread pool that returns false when it is full, and also when the machine cannot create a thread: {@code
     * pthread_create} failed, which Java throws as an {@link OutOfMemoryError} although the heap is fine, and which
     * passes. It must not end the caller. Thread-safe.
     */
    public static final class WorkerPool implements WorkerThreads, AutoCloseable {

        private static final Logger LOG = System.getLogger(WorkerPool.class.getName());

        private final ThreadPoolExecutor pool;
        private final OnceAMinute lines = new OnceAMinute();

        /** @param pool with a bounded queue; closed with this */
        public WorkerPool(ThreadPoolExecutor pool) {
            this.pool = pool;
        }

        @Override
        public boolean run(Runnable work) {
            try {
                pool.execute(work);
                return true;
            } catch (RejectedExecutionException full) {
                return false;
            } catch (OutOfMemoryError noThread) {
                logNoThread(noThread);
                return false;
            }
        }

        private void logNoThread(OutOfMemoryError noThread) {
            if (lines.isDue()) {
                LOG.log(
                        Level.ERROR,
                        "the machine cannot create more threads for this process (see ulimit -u, TasksMax, pids_limit): {0}",
                        ExceptionSummary.inOneLine(noThread));
            }
        }

        /** Interrupts running work and discards the queue. */
        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
