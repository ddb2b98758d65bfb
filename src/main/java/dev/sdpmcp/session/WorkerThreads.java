package dev.sdpmcp.session;

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
}
