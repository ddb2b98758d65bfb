package dev.sdpmcp.desk.text;

import java.util.concurrent.CancellationException;

/**
 * Lets a conversion of text end with the call that it works for. A call that is cancelled, whose client has gone or whose
 * deadline has passed interrupts its thread ({@code session.InFlightCall}); every loop over text that comes from outside
 * calls {@link #check()}. Stateless.
 */
final class Cancellation {

    private Cancellation() {}

    /**
     * Returns at once unless the thread is interrupted; the thread stays interrupted, so that callers notice it too.
     *
     * @throws CancellationException if it is
     */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The call was given up while its text was converted");
        }
    }
}
