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
 * What time it is at ServiceDesk Plus, by the {@code Date} of its last answer (RFC 9110, section 6.6.1). Its rows are dated
 * by that clock, and that of this machine may be wrong by hours. Thread-safe.
 */
final class UpstreamClock {

    private final Clock clock;

    /** Of the other clock before ours; null until an answer had a date. */
    private volatile @Nullable Duration ahead;

    /** @param clock any; only its pace counts, so none that is set */
    UpstreamClock(Clock clock) {
        this.clock = clock;
    }

    /** @param date of an answer that has just come; passed over if it cannot be read */
    void heard(String date) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            ahead = Duration.between(clock.instant(), theirs);
        } catch (DateTimeException unreadable) {
            System.getLogger(UpstreamClock.class.getName())
                    .log(Level.DEBUG, "a Date header cannot be read", unreadable);
        }
    }

    /** Late by no more than an answer takes, never early; empty before the first dated answer. */
    Optional<Instant> now() {
        Duration known = ahead;
        return known == null ? Optional.empty() : Optional.of(clock.instant().plus(known));
    }
}
