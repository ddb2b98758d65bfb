package dev.sdpmcp.session;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Finds streams whose client went away without a word. Nothing tells us of that; only writing does, and the first write
 * after the client's end still succeeds. So: writes with a pause between, and a look.
 *
 * <p>That takes up to three quarters of a second on the thread that asks, and a caller at its limit must not buy threads and
 * writes with every request. So whoever asks for the same group meanwhile shares the answer, a group that was found alive is
 * not asked again for {@value #TRUSTED_SECONDS} seconds, and at most {@value #MAX_ASKERS} threads wait. Thread-safe.
 */
final class DeadStreamProbe {

    static final int TRUSTED_SECONDS = 2;

    private static final int MAX_ASKERS = 16;
    private static final int WRITES = 3;
    private static final long PAUSE_MILLIS = 250;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Semaphore askers = new Semaphore(MAX_ASKERS);
    private final Map<String, Round> rounds = new ConcurrentHashMap<>();

    /** One look at a group, and what came of it: whether a stream of it has turned out dead and is closed now. */
    private record Round(long startedNanos, CompletableFuture<Boolean> foundDead) {
        boolean isStale() {
            return System.nanoTime() - startedNanos > TimeUnit.SECONDS.toNanos(TRUSTED_SECONDS);
        }
    }

    /**
     * @param group whose streams they are
     * @param sessions the streams, asked for if they are to be probed now
     * @return whether it is worth while to try for a place again
     */
    boolean madeRoom(String group, Supplier<List<McpSession>> sessions) {
        if (!askers.tryAcquire()) {
            return false;
        }
        try {
            forgetStale();
            Round mine = new Round(System.nanoTime(), new CompletableFuture<>());
            Round other = rounds.putIfAbsent(group, mine);
            return other == null ? look(group, mine, sessions.get()) : answerOf(other);
        } finally {
            askers.release();
        }
    }

    /** Rounds that found something are forgotten at once: the next who finds no room shall have the next look. */
    private boolean look(String group, Round round, List<McpSession> suspects) {
        boolean found = false;
        try {
            for (int i = 0; i < WRITES && !allClosed(suspects); i++) {
                suspects.forEach(session -> session.output().probe());
                Thread.sleep(PAUSE_MILLIS);
            }
            found = anyClosed(suspects);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            round.foundDead().complete(found);
            if (found) {
                rounds.remove(group, round);
            }
        }
        return found;
    }

    private static boolean answerOf(Round round) {
        try {
            return round.foundDead().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException noAnswer) {
            return false;
        }
    }

    private void forgetStale() {
        for (Iterator<Round> all = rounds.values().iterator(); all.hasNext(); ) {
            if (all.next().isStale()) {
                all.remove();
            }
        }
    }

    private static boolean allClosed(List<McpSession> sessions) {
        return sessions.stream().allMatch(session -> session.state() == SessionState.CLOSED);
    }

    private static boolean anyClosed(List<McpSession> sessions) {
        return sessions.stream().anyMatch(session -> session.state() == SessionState.CLOSED);
    }
}
