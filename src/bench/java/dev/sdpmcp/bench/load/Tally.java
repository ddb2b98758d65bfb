package dev.sdpmcp.bench.load;

import java.util.Map;
import java.util.TreeMap;

/** What clients of a {@link Crowd} did, and what went wrong, by kind. For one thread. */
public final class Tally {

    /** Of a machine that is too busy, or of a server that hangs. */
    static final String SLOW_HANDSHAKE = "the server gave up on a handshake that took 30 s";

    static final String SESSION = "opened a session";

    private final Map<String, Long> done = new TreeMap<>();
    private final Map<String, Long> wrong = new TreeMap<>();
    private long accepted;
    private long answered;
    private long longestNanos;

    void done(String what) {
        done.merge(what, 1L, Long::sum);
    }

    void wrong(String what) {
        wrong.merge(what, 1L, Long::sum);
    }

    void accepted() {
        accepted++;
    }

    void answered(long afterNanos) {
        answered++;
        longestNanos = Math.max(longestNanos, afterNanos);
    }

    /** Messages answered 202 that ask for an answer. */
    public long calls() {
        return accepted;
    }

    /** Answers that came on streams. */
    public long answers() {
        return answered;
    }

    /** The longest time from a message to its answer. */
    public double longestSeconds() {
        return longestNanos / 1e9;
    }

    /** Sessions that were open and ready. */
    public long sessions() {
        return done.getOrDefault(SESSION, 0L);
    }

    /** Sessions that the server gave up before they were open, since their handshake took too long. */
    public long slowHandshakes() {
        return done.getOrDefault(SLOW_HANDSHAKE, 0L);
    }

    /** How often, by kind. */
    public Map<String, Long> done() {
        return Map.copyOf(done);
    }

    /** What must not happen, and how often it did, by kind; empty if all is well. */
    public Map<String, Long> wrong() {
        return Map.copyOf(wrong);
    }
}
