package dev.sdpmcp.bench.load;

import java.util.Arrays;

/** Calls of several clients, each making the same number of them one after the other. For one thread. */
public final class Round {

    private final int callsEach;
    private final long[] nanos;
    private final long started = System.nanoTime();
    private int done;
    private long ended;

    public Round(int clients, int callsEach) {
        this.callsEach = callsEach;
        this.nanos = new long[clients * callsEach];
    }

    int callsEach() {
        return callsEach;
    }

    void called(long tookNanos) {
        nanos[done++] = tookNanos;
        if (done == nanos.length) {
            ended = System.nanoTime();
            Arrays.sort(nanos);
        }
    }

    public boolean isOver() {
        return done == nanos.length;
    }

    public int calls() {
        return nanos.length;
    }

    public double callsPerSecond() {
        return nanos.length * 1e9 / (ended - started);
    }

    /** Milliseconds within which that share of the calls was answered. */
    public double percentileMillis(double share) {
        return nanos[(int) Math.min(nanos.length - 1L, Math.round(share * nanos.length))] / 1e6;
    }
}
