package dev.sdpmcp.simulator.setting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The simulated clock: the machine's, plus the time by which it was advanced. Thread-safe.
 *
 * @param machine the clock that it is based on
 * @param zone of the calling user, in which {@code display_value} is written
 * @param ahead the time by which it was advanced, in milliseconds
 */
public record PortalClock(Clock machine, ZoneId zone, AtomicLong ahead) {
    private static final DateTimeFormatter DISPLAY = DateTimeFormatter.ofPattern("MMM d, yyyy hh:mm a", Locale.ENGLISH);

    /** A clock that was not advanced. */
    public PortalClock(Clock machine, ZoneId zone) {
        this(machine, zone, new AtomicLong());
    }

    /** Epoch milliseconds now. */
    public long now() {
        return machine.millis() + ahead.get();
    }

    /** Lets time pass at once. */
    public void advance(Duration by) {
        ahead.addAndGet(by.toMillis());
    }

    /** Back to the machine's time. */
    public void reset() {
        ahead.set(0);
    }

    /** A moment as the user reads it. */
    public String display(long moment) {
        return DISPLAY.format(Instant.ofEpochMilli(moment).atZone(zone));
    }
}
