package dev.sdpmcp.upstream;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clock of ServiceDesk Plus, derived from the {@code Date} of its last response (RFC 9110, section 6.6.1). Its rows are
 * dated by that clock, and the clock of this machine may be wrong by hours. Thread-safe.
 */
final class UpstreamClock {

    private final Clock clock;

    /** The difference to our clock; null before the first dated response. */
    private volatile @Nullable Duration offset;

    /** @param clock monotonic; its time of day does not matter */
    UpstreamClock(Clock clock) {
        this.clock = clock;
    }

    /** @param date of a response that has just arrived; ignored if it cannot be parsed */
    void update(String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            offset = Duration.between(clock.instant(), theirs);
        } catch (DateTimeException unreadable) {
            System.getLogger(UpstreamClock.class.getName())
                    .log(Level.DEBUG, "a Date header cannot be parsed", unreadable);
        }
    }

    /** Late by no more than a response takes, never early; empty before the first dated response. */
    Optional<Instant> now() {
        Duration known = offset;
        return known == null ? Optional.empty() : Optional.of(clock.instant().plus(known));
    }
}
