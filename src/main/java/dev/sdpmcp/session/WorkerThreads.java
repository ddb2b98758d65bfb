package dev.sdpmcp.session;

/** A bounded set of threads that work is given to. Thread-safe; giving never blocks. */
@FunctionalInterface
public interface WorkerThreads {

    /** False if there is no room for the work; it is then not run. */
    boolean run(Runnable work);
}
