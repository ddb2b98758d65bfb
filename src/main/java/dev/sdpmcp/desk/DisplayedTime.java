package dev.sdpmcp.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Reads the {@code display_value} of a moment, whose form and language depend on the settings of the account: the moment is
 * known from its {@code value}, so that the time of day and the number of the day are enough to know the offset. What can
 * be read in two ways is not read at all. Stateless.
 */
final class DisplayedTime {

    /** A letter before or after may be a mark of the afternoon in another language. */
    private static final Pattern TIME = Pattern.compile(
            "(?<before>\\p{L}?)\\s*(?<![0-9:])(?<hour>[0-9]{1,2}):(?<minute>[0-5][0-9])(?::[0-9]{2})?(?<after>[^0-9]*)");

    private static final Pattern HALF = Pattern.compile("[^\\p{L}]*([apAP])[.\\s\\h]*[mM]\\b.*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int FIRST_OFFSET = -12 * HOUR;
    private static final int LAST_OFFSET = 14 * HOUR;

    /** All offsets in use are multiples of it, in minutes. */
    private static final int STEP = 15;

    private DisplayedTime() {}

    /** Whether there is a time of day in it. */
    static boolean hasTime(String display) {
        return TIME.matcher(display).find();
    }

    /** The offset in which the moment is displayed; empty if that is not certain. */
    static Optional<ZoneOffset> offset(Instant moment, String display) {
        Matcher time = TIME.matcher(display);
        OptionalInt shown = time.find() ? minuteOfDay(time) : OptionalInt.empty();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> numbers = numbers(display.substring(0, time.start()) + " " + display.substring(time.end()));
        int inUtc = Math.floorMod(Math.floorDiv(moment.getEpochSecond(), 60L), DAY);
        return only(IntStream.of(-DAY, 0, DAY)
                .map(days -> days + shown.getAsInt() - inUtc)
                .filter(minutes -> minutes >= FIRST_OFFSET && minutes <= LAST_OFFSET && minutes % STEP == 0)
                .mapToObj(minutes -> ZoneOffset.ofTotalSeconds(minutes * 60))
                .filter(offset -> numbers.contains(moment.atOffset(offset).getDayOfMonth()))
                .toList());
    }

    /** The day that is displayed of a moment; empty if that is not certain. */
    static Optional<LocalDate> day(Instant moment, String display) {
        LocalDate inUtc = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        Set<Integer> numbers = numbers(display);
        return only(LongStream.rangeClosed(-1, 1)
                .mapToObj(inUtc::plusDays)
                .filter(day -> numbers.contains(day.getDayOfMonth()))
                .toList());
    }

    private static OptionalInt minuteOfDay(Matcher time) {
        int hour = Integer.parseInt(time.group("hour"));
        int minute = Integer.parseInt(time.group("minute"));
        Matcher half = HALF.matcher(time.group("after"));
        if (half.matches()) {
            int noon = half.group(1).equalsIgnoreCase("p") ? 12 : 0;
            return hour >= 1 && hour <= 12 ? OptionalInt.of((hour % 12 + noon) * HOUR + minute) : OptionalInt.empty();
        }
        boolean marked = !time.group("before").isEmpty()
                || time.group("after").codePoints().anyMatch(Character::isLetter);
        boolean certain = hour < 24 && (!marked || hour == 0 || hour > 12);
        return certain ? OptionalInt.of(hour * HOUR + minute) : OptionalInt.empty();
    }

    private static Set<Integer> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .collect(Collectors.toSet());
    }

    private static <T> Optional<T> only(List<T> fitting) {
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
