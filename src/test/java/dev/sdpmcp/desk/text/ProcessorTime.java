package dev.sdpmcp.desk.text;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Measures by the processor time of this thread, which other work on the machine hardly changes. */
final class ProcessorTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TRIES = 60;

    /** A tick of the clock; what takes less says nothing about growth. */
    private static final long SHORT = 20_000_000;

    /** For double the size; good enough to stop measuring. */
    private static final double GROWTH = 2.3;

    private static final long WARM_UP_MILLIS = 2_000;
    private static final long PATIENCE_MILLIS = 30_000;

    private ProcessorTime() {}

    /**
     * How many times longer double the size takes, at best of some tries; 1 for what is over at once. Measured over two
     * doublings, which halves what noise adds. Work that grows linearly was seen to give up to 2.8, since the larger text
     * does not fit the caches of the processor; quadratic work gives 4.
     */
    static double ratioForDoubleSize(int size, IntFunction<String> made, UnaryOperator<String> work) {
        String once = made.apply(size);
        String fourTimes = made.apply(4 * size);
        long shorter = Long.MAX_VALUE;
        long longer = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            shorter = Math.min(shorter, nanos(once, work));
            longer = Math.min(longer, nanos(fourTimes, work));
            if (longer < SHORT || longer < GROWTH * GROWTH * shorter) {
                break;
            }
        }
        return longer < SHORT ? 1 : Math.sqrt((double) longer / shorter);
    }

    private static long nanos(String text, UnaryOperator<String> work) {
        long start = THREADS.getCurrentThreadCpuTime();
        String made = work.apply(text);
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        return made.isEmpty() ? Math.max(1, nanos) : nanos;
    }

    /**
     * How long a thread goes on with its work after it was interrupted in the middle of it.
     *
     * @param work repeated until it is cancelled, for half a minute at most; long enough to have warmed up by then
     */
    static Duration afterInterrupt(Runnable work) throws InterruptedException {
        AtomicLong ended = new AtomicLong();
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        Thread worker = new Thread(() -> {
            try {
                while (System.nanoTime() < deadline) {
                    work.run();
                }
            } catch (CancellationException expected) {
                ended.set(THREADS.getCurrentThreadCpuTime());
            }
        });
        worker.setDaemon(true);
        worker.start();
        Thread.sleep(WARM_UP_MILLIS);
        long interrupted = THREADS.getThreadCpuTime(worker.threadId());
        worker.interrupt();
        worker.join(PATIENCE_MILLIS);
        return Duration.ofNanos(ended.get() - interrupted);
    }
}
