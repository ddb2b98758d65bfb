package dev.sdpmcp.desk.request;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Days on which dates go wrong in a time zone, and some others, the same in each run. */
final class DaysOfZone {

    private static final LocalDate FIRST = LocalDate.of(1971, 1, 1);
    private static final int DAYS = 36_500;
    private static final int OTHERS = 4;

    private DaysOfZone() {}

    /** The days around the next two changes of the offset, the ends of a year, a leap day, and a few of a century. */
    static List<LocalDate> some(ZoneId zone) {
        Stream<LocalDate> changes = Stream.iterate(
                        zone.getRules()
                                .nextTransition(
                                        FIRST.plusYears(50).atStartOfDay().toInstant(ZoneOffset.UTC)),
                        Objects::nonNull,
                        change -> zone.getRules().nextTransition(change.getInstant()))
                .limit(2)
                .map(ZoneOffsetTransition::getDateTimeBefore)
                .map(time -> time.toLocalDate())
                .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)));
        Stream<LocalDate> fixed =
                Stream.of("2026-12-31", "2027-01-01", "2028-02-29").map(LocalDate::parse);
        Stream<LocalDate> others = new Random(20).ints(OTHERS, 0, DAYS).mapToObj(FIRST::plusDays);
        return Stream.of(changes, fixed, others).flatMap(days -> days).toList();
    }
}
