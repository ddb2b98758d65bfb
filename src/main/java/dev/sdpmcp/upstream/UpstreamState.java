package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.LineLimit.OnceAMinute;
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
 * Availability of ServiceDesk Plus and state of the circuit breaker, as of the last call; sends no calls. Logs when an
 * outage begins, with its cause, when the circuit breaker opens, and when the outage ends: each at most once a minute.
 * Thread-safe.
 */
public final class UpstreamState {

    private static final Logger LOG = System.getLogger(UpstreamState.class.getName());

    private final Clock clock;
    private final OnceAMinute outages = new OnceAMinute();
    private final OnceAMinute openings = new OnceAMinute();
    private @Nullable Outage outage;
    private Observation last;
    private @Nullable Instant lastFailure;
    private boolean shortCircuited;

    /** For people, so the time is by the clock of this machine. */
    private record Observation(String state, Instant at) {
        static Observation now(String state) {
            return new Observation(state, Instant.now());
        }
    }

    /** Consecutive exchanges that failed. */
    private static final class Outage {
        private final Instant since;
        private final boolean logged;
        private long failures;

        Outage(Instant since, boolean logged) {
            this.since = since;
            this.logged = logged;
        }
    }

    /** State of the circuit breaker. */
    public enum Circuit {
        CLOSED,
        /** The next call is sent. */
        HALF_OPEN,
        /** A call was refused. */
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
        this.last = Observation.now("not called yet");
    }

    synchronized void answered() {
        last = Observation.now("answering");
        shortCircuited = false;
        if (outage != null && outage.logged) {
            LOG.log(
                    Level.WARNING,
                    "ServiceDesk Plus answers again, {0} s after it stopped; {1} exchanges failed",
                    Duration.between(outage.since, clock.instant()).toSeconds(),
                    outage.failures);
        }
        outage = null;
    }

    /** To be called when an exchange ended without a response, or with a server error. */
    synchronized void unavailable(UpstreamFailure.Unavailable failure) {
        last = Observation.now("unavailable");
        lastFailure = clock.instant();
        if (outage == null) {
            outage = new Outage(lastFailure, outages.isDue());
            if (outage.logged) {
                LOG.log(Level.WARNING, "ServiceDesk Plus does not answer: {0}", causeOf(failure));
            }
        }
        outage.failures++;
    }

    private static String causeOf(UpstreamFailure.Unavailable failure) {
        Throwable cause = failure.getCause();
        return cause == null
                ? failure.getMessage()
                : failure.getMessage() + " (" + ExceptionSummary.inOneLine(cause) + ")";
    }

    /**
     * To be called when the circuit breaker refused a call. It was opened by a failure, so it stays open no longer than
     * its pause after the last one.
     *
     * @return how long it stays open at most; at least a second
     */
    synchronized Duration shortCircuited() {
        if (!shortCircuited && openings.isDue()) {
            LOG.log(
                    Level.WARNING,
                    "The circuit breaker is open after {0} failed exchanges with ServiceDesk Plus: calls are refused,"
                            + " and one is sent every {1} s",
                    outage == null ? 0 : outage.failures,
                    InstanceCircuitBreaker.PAUSE.toSeconds());
        }
        shortCircuited = true;
        Duration left = pauseLeft();
        return left.toSeconds() < 1 ? Duration.ofSeconds(1) : left;
    }

    private Duration pauseLeft() {
        return lastFailure == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), lastFailure.plus(InstanceCircuitBreaker.PAUSE));
    }

    /** State of the circuit breaker, as of the last calls. */
    public synchronized Circuit circuit() {
        if (!shortCircuited) {
            return Circuit.CLOSED;
        }
        return pauseLeft().isNegative() ? Circuit.HALF_OPEN : Circuit.OPEN;
    }

    /**
     * For people: {@code state} and {@code at}, the time of its observation (ISO 8601, UTC); {@code circuit}, which is
     * {@code open} once a call was refused, and {@code half-open} when the next one is sent.
     */
    public synchronized Map<String, String> asData() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("state", last.state());
        data.put("at", last.at().toString());
        data.put("circuit", circuit().word());
        return data;
    }
}
