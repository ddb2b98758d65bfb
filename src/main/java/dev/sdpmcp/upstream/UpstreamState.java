package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.OnceAMinute;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether ServiceDesk Plus answered when it was last asked, and whether it is asked at all now. Asks nothing itself, so it
 * is as old as the last call. Says in the log when an outage begins, with its cause, when the circuit breaker opens, and when it
 * ends: each at most once a minute, however often it comes and goes. Thread-safe.
 */
public final class UpstreamState {

    private static final Logger LOG = System.getLogger(UpstreamState.class.getName());

    private final Clock clock;
    private final OnceAMinute outages = new OnceAMinute();
    private final OnceAMinute openings = new OnceAMinute();
    private @Nullable Outage outage;
    private Seen last;
    private @Nullable Instant lastFailure;
    private boolean keptAway;

    /** At a time for people, who read the clock of this machine. */
    private record Seen(String state, Instant at) {
        static Seen now(String state) {
            return new Seen(state, Instant.now());
        }
    }

    /** Exchanges without an answer, one after the other. */
    private static final class Outage {
        private final Instant since;
        private final boolean told;
        private long failures;

        Outage(Instant since, boolean told) {
            this.since = since;
            this.told = told;
        }
    }

    /** Whether calls are let through. */
    public enum Circuit {
        CLOSED,
        /** The next call may try. */
        HALF_OPEN,
        /** Since a call was kept away. */
        OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public UpstreamState() {
        this(new MonotonicClock());
    }

    /** @param clock for pauses */
    UpstreamState(Clock clock) {
        this.clock = clock;
        this.last = Seen.now("not asked yet");
    }

    synchronized void answered() {
        last = Seen.now("answering");
        keptAway = false;
        if (outage != null && outage.told) {
            LOG.log(
                    Level.WARNING,
                    "ServiceDesk Plus answers again, {0} s after it stopped; {1} exchanges failed",
                    Duration.between(outage.since, clock.instant()).toSeconds(),
                    outage.failures);
        }
        outage = null;
    }

    /** An exchange ended without an answer, or with a server error. */
    synchronized void unavailable(UpstreamFailure.Unavailable why) {
        last = Seen.now("unavailable");
        lastFailure = clock.instant();
        if (outage == null) {
            outage = new Outage(lastFailure, outages.isDue());
            if (outage.told) {
                LOG.log(Level.WARNING, "ServiceDesk Plus does not answer: {0}", causeOf(why));
            }
        }
        outage.failures++;
    }

    private static String causeOf(UpstreamFailure.Unavailable why) {
        Throwable cause = why.getCause();
        return cause == null ? why.getMessage() : why.getMessage() + " (" + ExceptionSummary.inOneLine(cause) + ")";
    }

    /**
     * The circuit breaker let a call not through. It was opened by a failure, so it waits no longer than its pause from
     * the last one.
     *
     * @return how long it still waits at most, at least a second
     */
    synchronized Duration keptAway() {
        if (!keptAway && openings.isDue()) {
            LOG.log(
                    Level.WARNING,
                    "The circuit breaker is open after {0} failed exchanges with ServiceDesk Plus: calls are refused, and one is"
                            + " sent every {1} s",
                    outage == null ? 0 : outage.failures,
                    InstanceCircuitBreaker.PAUSE.toSeconds());
        }
        keptAway = true;
        Duration rest = rest();
        return rest.toSeconds() < 1 ? Duration.ofSeconds(1) : rest;
    }

    private Duration rest() {
        return lastFailure == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), lastFailure.plus(InstanceCircuitBreaker.PAUSE));
    }

    /** The circuit breaker, as far as calls have met it. */
    public synchronized Circuit circuit() {
        if (!keptAway) {
            return Circuit.CLOSED;
        }
        return rest().isNegative() ? Circuit.HALF_OPEN : Circuit.OPEN;
    }

    /**
     * For people: {@code state} and {@code at} when that was seen (ISO 8601, UTC); {@code circuit}, which is {@code open}
     * once a call was kept away, and {@code half-open} when the next one may try.
     */
    public synchronized Map<String, String> asData() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("state", last.state());
        data.put("at", last.at().toString());
        data.put("circuit", circuit().word());
        return data;
    }
}
