package dev.sdpmcp.config.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text form of durations in settings: {@code 30m}, or a plain number in the unit of the setting. Stateless. */
final class DurationText {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(ms|s|m|h|d)?");

    /** Units, the longest first. */
    private enum Unit {
        DAYS("d", 86_400_000),
        HOURS("h", 3_600_000),
        MINUTES("m", 60_000),
        SECONDS("s", 1_000),
        MILLISECONDS("ms", 1);

        private final String suffix;
        private final long millis;

        Unit(String suffix, long millis) {
            this.suffix = suffix;
            this.millis = millis;
        }

        static Optional<Unit> named(String name) {
            return Stream.of(values())
                    .filter(unit -> unit.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }

        static Unit of(String suffix) {
            return Stream.of(values())
                    .filter(unit -> unit.suffix.equals(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private DurationText() {}

    /** Whether a setting with this unit is a duration. */
    static boolean isUnit(String unit) {
        return Unit.named(unit).isPresent();
    }

    /**
     * Parses a duration.
     *
     * @param unit unit of the setting, such as {@code milliseconds}
     * @return the number of units; empty if the text is malformed, not a whole number of units, or too large
     */
    static OptionalLong parse(String text, String unit) {
        Matcher given = TEXT.matcher(text);
        if (!given.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(given.group(1));
        if (given.group(2) == null) {
            return OptionalLong.of(number);
        }
        long length = Unit.named(unit).orElseThrow().millis;
        try {
            long milliseconds = Math.multiplyExact(number, Unit.of(given.group(2)).millis);
            return milliseconds % length == 0 ? OptionalLong.of(milliseconds / length) : OptionalLong.empty();
        } catch (ArithmeticException overflow) {
            return OptionalLong.empty();
        }
    }

    /** Formats a duration in the largest unit in which it is a whole number. */
    static String format(long number, String unit) {
        long milliseconds = number * Unit.named(unit).orElseThrow().millis;
        Unit longest = Stream.of(Unit.values())
                .filter(each -> milliseconds % each.millis == 0)
                .findFirst()
                .orElseThrow();
        return milliseconds / longest.millis + longest.suffix;
    }
}
