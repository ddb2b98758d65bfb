package dev.sdpmcp.session;

/** A bounded set of threads that work is given to. Thread-safe; giving never blocks. */
@FunctionalInterface
public interface WorkerThreads {

    /** False if there is no room for the work; it is then not run. */
    boolean run(Runnable work);

    /**
     * Runs the work on the calling thread while few enough threads are lent like that, else as {@link #run}. For callers
     * that may be held for as long as the work takes; they come back without an interrupt that was meant for it.
     */
    default boolean runOnCaller(Runnable work) {
        return run(work);
    }
}
