package dev.sdpmcp.simulator.setting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The simulated clock: the machine's, plus the time by which it was advanced. Thread-safe. */
public final class PortalClock {
    private final Clock machine;
    private final DateTimeFormatter display;
    private final ZoneId zone;
    private final AtomicLong ahead = new AtomicLong();

    /**
     * @param machine the clock that it is based on
     * @param zone of the calling user, in which {@code display_value} is written
     */
    public PortalClock(Clock machine, ZoneId zone) {
        this.machine = machine;
        this.zone = zone;
        this.display = DateTimeFormatter.ofPattern("MMM d, yyyy hh:mm a", Locale.ENGLISH)
                .withZone(zone);
    }

    /** Epoch milliseconds now. */
    public long now() {
        return machine.millis() + ahead.get();
    }

    /** The zone of the calling user. */
    public ZoneId zone() {
        return zone;
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
        return display.format(Instant.ofEpochMilli(moment));
    }
}
