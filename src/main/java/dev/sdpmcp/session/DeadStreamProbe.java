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
 * Detects streams whose client has disconnected. No API reports this; only writing does, and the first write after
 * the disconnect still succeeds. So it writes several times with a pause, and then checks the sessions.
 *
 * A probe takes up to three quarters of a second on the calling thread, and a client at its limit must not cause
 * threads and writes with every request. So concurrent callers for a group share one result, a group that was found
 * alive is not probed again for {@value #RESULT_VALID_SECONDS} seconds, and at most {@value #MAX_WAITING} threads
 * wait. Thread-safe.
 */
final class DeadStreamProbe {

    static final int RESULT_VALID_SECONDS = 2;

    private static final int MAX_WAITING = 16;
    private static final int WRITES = 3;
    private static final long PAUSE_MILLIS = 250;
    private static final long MAX_WAIT_MILLIS = 2_000;

    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final Map<String, Probe> probes = new ConcurrentHashMap<>();

    /** One probe of a group; the result is whether a dead stream was found and closed. */
    private record Probe(long startedNanos, CompletableFuture<Boolean> foundDead) {
        boolean isStale() {
            return System.nanoTime() - startedNanos > TimeUnit.SECONDS.toNanos(RESULT_VALID_SECONDS);
        }
    }

    /**
     * @param group name of the limit that the streams count against
     * @param sessions supplies the sessions to probe
     * @return whether a place has become free
     */
    boolean freedPlace(String group, Supplier<List<McpSession>> sessions) {
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            removeStale();
            Probe mine = new Probe(System.nanoTime(), new CompletableFuture<>());
            Probe other = probes.putIfAbsent(group, mine);
            return other == null ? probe(group, mine, sessions.get()) : resultOf(other);
        } finally {
            waiting.release();
        }
    }

    /** A probe that found a dead stream is removed at once, so that the next caller at the limit starts another. */
    private boolean probe(String group, Probe probe, List<McpSession> suspects) {
        boolean found = false;
        try {
            for (int i = 0; i < WRITES && !allClosed(suspects); i++) {
                suspects.forEach(session -> session.output().checkConnection());
                Thread.sleep(PAUSE_MILLIS);
            }
            found = anyClosed(suspects);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            probe.foundDead().complete(found);
            if (found) {
                probes.remove(group, probe);
            }
        }
        return found;
    }

    private static boolean resultOf(Probe probe) {
        try {
            return probe.foundDead().get(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException noAnswer) {
            return false;
        }
    }

    private void removeStale() {
        for (Iterator<Probe> all = probes.values().iterator(); all.hasNext(); ) {
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
