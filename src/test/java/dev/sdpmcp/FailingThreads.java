package dev.sdpmcp;

/** Threads for which the machine has no room. */
public final class FailingThreads {

    /** In bytes; more than any machine can reserve for a stack. */
    private static final long STACK = 1L << 50;

    private FailingThreads() {}

    /** A thread whose start fails with the error that a real want of threads has. */
    public static Thread thatCannotStart(Runnable work) {
        return new Thread(null, work, "cannot-start", STACK);
    }
}
