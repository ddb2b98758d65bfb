package dev.sdpmcp.simulator.tenant;

import dev.sdpmcp.simulator.setting.PortalClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.stream.LongStream;

/** When tickets came in: over the past half year, the nearer the more, mostly in working hours. */
final class Timeline {
    private static final int DAYS = 180;
    private static final int WEEKEND_SHARE = 6;

    private final PortalClock clock;
    private final SeededRandom chance;

    Timeline(PortalClock clock, SeededRandom chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /** Moments in the past, in ascending order. */
    long[] arrivals(int count) {
        return LongStream.generate(this::arrival).limit(count).sorted().toArray();
    }

    /** A moment between two others, not after now. */
    long between(long from, long to) {
        long end = Math.min(to, clock.now());
        return end <= from ? from : from + (long) (chance.share() * (end - from));
    }

    private long arrival() {
        ZonedDateTime now = Instant.ofEpochMilli(clock.now()).atZone(clock.zone());
        ZonedDateTime day = now.minusDays((long) (DAYS * Math.pow(chance.share(), 1.7)));
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (weekend && !chance.percent(WEEKEND_SHARE)) {
            day = day.minusDays(2);
        }
        ZonedDateTime moment = day.withHour(chance.between(7, 17))
                .withMinute(chance.between(0, 59))
                .withSecond(chance.between(0, 59));
        long latest = clock.now() - Duration.ofMinutes(chance.between(4, 90)).toMillis();
        return Math.min(moment.toInstant().toEpochMilli(), latest);
    }
}
