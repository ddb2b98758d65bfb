package dev.sdpmcp.simulator.tenant;

import dev.sdpmcp.simulator.setting.PortalClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.stream.LongStream;

/** Creation times of tickets: over the past half year, more of them recently, mostly in working hours. */
record Timeline(PortalClock clock, SeededRandom random) {
    private static final int DAYS = 180;
    private static final int WEEKEND_SHARE = 6;

    /** Moments in the past, in ascending order. */
    long[] arrivals(int count) {
        return LongStream.generate(this::arrival).limit(count).sorted().toArray();
    }

    /** A moment between two others, not after now. */
    long between(long from, long to) {
        long end = Math.min(to, clock.now());
        return end <= from ? from : from + (long) (random.share() * (end - from));
    }

    private long arrival() {
        ZonedDateTime now = Instant.ofEpochMilli(clock.now()).atZone(clock.zone());
        ZonedDateTime day = now.minusDays((long) (DAYS * Math.pow(random.share(), 1.7)));
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (weekend && !random.percent(WEEKEND_SHARE)) {
            day = day.minusDays(2);
        }
        ZonedDateTime moment = day.withHour(random.between(7, 17))
                .withMinute(random.between(0, 59))
                .withSecond(random.between(0, 59));
        long latest = clock.now() - Duration.ofMinutes(random.between(4, 90)).toMillis();
        return Math.min(moment.toInstant().toEpochMilli(), latest);
    }
}
