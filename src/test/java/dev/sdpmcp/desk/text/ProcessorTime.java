package dev.sdpmcp.desk.text;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Measures by the processor time of this thread, which other work on the machine hardly changes. */
final class ProcessorTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TRIES = 12;

    /** A tick of the clock; what takes less says nothing about growth. */
    private static final long SHORT = 20_000_000;

    private ProcessorTime() {}

    /** How many times longer double the size takes, at best of some tries; 1 for what is over at once. */
    static double ratioForDoubleSize(int size, IntFunction<String> made, UnaryOperator<String> work) {
        String once = made.apply(size);
        String twice = made.apply(2 * size);
        long shorter = Long.MAX_VALUE;
        long longer = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            shorter = Math.min(shorter, nanos(once, work));
            longer = Math.min(longer, nanos(twice, work));
            if (longer < SHORT || longer < 2.3 * shorter) {
                break;
            }
        }
        return longer < SHORT ? 1 : (double) longer / shorter;
    }

    private static long nanos(String text, UnaryOperator<String> work) {
        long start = THREADS.getCurrentThreadCpuTime();
        String made = work.apply(text);
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        return made.isEmpty() ? Math.max(1, nanos) : nanos;
    }
}
