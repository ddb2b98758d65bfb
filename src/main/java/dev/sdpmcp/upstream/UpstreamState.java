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
    private String state = "not called yet";

    /** For people, so the time is by the clock of this machine. */
    private Instant observedAt = Instant.now();

    private @Nullable Instant outageSince;
    private boolean outageLogged;
    private long failures;
    private @Nullable Instant lastFailure;
    private boolean shortCircuited;

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
    }

    private void observe(String observed) {
        state = observed;
        observedAt = Instant.now();
    }

    synchronized void answered() {
        observe("answering");
        shortCircuited = false;
        if (outageSince != null && outageLogged) {
            LOG.log(
                    Level.WARNING,
                    "ServiceDesk Plus answers again, {0} s after it stopped; {1} exchanges failed",
                    Duration.between(outageSince, clock.instant()).toSeconds(),
                    failures);
        }
        outageSince = null;
        failures = 0;
    }

    /** To be called when an exchange ended without a response, or with a server error. */
    synchronized void unavailable(UpstreamFailure.Unavailable failure) {
        observe("unavailable");
        lastFailure = clock.instant();
        failures++;
        if (outageSince == null) {
            outageSince = lastFailure;
            outageLogged = outages.isDue();
            if (outageLogged) {
                LOG.log(Level.WARNING, "ServiceDesk Plus does not answer: {0}", causeOf(failure));
            }
        }
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
                    failures,
                    FaultTolerance.PAUSE.toSeconds());
        }
        shortCircuited = true;
        Duration left = pauseLeft();
        return left.toSeconds() < 1 ? Duration.ofSeconds(1) : left;
    }

    private Duration pauseLeft() {
        return lastFailure == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), lastFailure.plus(FaultTolerance.PAUSE));
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
        data.put("state", state);
        data.put("at", observedAt.toString());
        data.put("circuit", circuit().word());
        return data;
    }
}
