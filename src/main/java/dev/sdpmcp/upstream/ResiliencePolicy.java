package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What stands between a call and the wire, such as a circuit breaker. Thread-safe. */
@FunctionalInterface
public interface ResiliencePolicy {

    /**
     * Does the work on this thread: once, more often or not at all.
     *
     * @throws InterruptedException if the thread is interrupted while it waits between two attempts; then nothing more is sent
     */
    ObjectNode through(Work work) throws InterruptedException;

    /** A call, or one attempt at it. */
    @FunctionalInterface
    interface Work {
        ObjectNode result() throws InterruptedException;
    }
}
