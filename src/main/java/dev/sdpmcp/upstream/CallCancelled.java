package dev.sdpmcp.upstream;

import java.util.concurrent.CancellationException;

/** A call was cancelled while its thread waited: the client no longer wants its answer, or the server ends. */
public final class CallCancelled extends CancellationException {

    private static final long serialVersionUID = 1L;

    private CallCancelled(String message) {
        super(message);
    }

    /**
     * Made of what a blocking method throws in an interrupted thread; the thread stays interrupted, so that whoever waits
     * next on the way out does not wait either.
     */
    public static CallCancelled of(String what, Exception interruption) {
        Thread.currentThread().interrupt();
        CallCancelled cancelled = new CallCancelled(what);
        cancelled.initCause(interruption);
        return cancelled;
    }
}
