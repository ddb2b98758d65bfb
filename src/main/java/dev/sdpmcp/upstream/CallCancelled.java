package dev.sdpmcp.upstream;

import java.util.concurrent.CancellationException;

/** A call was cancelled while its thread waited, by the client or by the shutdown of the server. */
public final class CallCancelled extends CancellationException {

    private static final long serialVersionUID = 1L;

    private CallCancelled(String message) {
        super(message);
    }

    /**
     * Converts the exception of a blocking method in an interrupted thread. The thread stays interrupted, so that the
     * next blocking method does not wait either.
     */
    public static CallCancelled of(String message, Exception interruption) {
        Thread.currentThread().interrupt();
        CallCancelled cancelled = new CallCancelled(message);
        cancelled.initCause(interruption);
        return cancelled;
    }
}
