package dev.sdpmcp.session;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Finds streams whose client went away without a word. Nothing tells us of that; only writing does, and the first write
 * after the client's end still succeeds. So: two writes with a short pause between, and a look.
 *
 * <p>Takes up to three quarters of a second on the thread that asks, which is why only {@value #AT_ONCE} may ask at a time;
 * for all others nothing is found. Thread-safe.
 */
final class DeadStreamProbe {

    private static final int AT_ONCE = 4;
    private static final int MAX_STREAMS = 2_000;
    private static final int WRITES = 3;
    private static final long PAUSE_MILLIS = 250;

    private final Semaphore askers = new Semaphore(AT_ONCE);

    /** Writes to the sessions; true if at least one of them has turned out dead and is closed now. */
    boolean foundDead(Stream<McpSession> sessions) {
        if (!askers.tryAcquire()) {
            return false;
        }
        try {
            List<McpSession> suspects = sessions.limit(MAX_STREAMS).toList();
            for (int i = 0; i < WRITES && !anyClosed(suspects); i++) {
                suspects.forEach(session -> session.output().probe());
                Thread.sleep(PAUSE_MILLIS);
            }
            return anyClosed(suspects);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            askers.release();
        }
    }

    private static boolean anyClosed(List<McpSession> sessions) {
        return sessions.stream().anyMatch(session -> session.state() == SessionState.CLOSED);
    }
}
