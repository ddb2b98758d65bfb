package dev.sdpmcp.config.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A time as settings write it: {@code 30m}, or a plain number in the unit of the setting. Stateless. */
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

    /** Whether settings with this unit are times. */
    static boolean isUnit(String unit) {
        return Unit.named(unit).isPresent();
    }

    /**
     * The number of units that the text means.
     *
     * @param unit of the setting, a name such as {@code milliseconds}
     * @return empty if it is not understood, is no whole number of units, or is beyond all bounds
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
        } catch (ArithmeticException beyondAllBounds) {
            return OptionalLong.empty();
        }
    }

    /** The time in the longest unit in which it is a whole number. */
    static String written(long number, String unit) {
        long milliseconds = number * Unit.named(unit).orElseThrow().millis;
        Unit longest = Stream.of(Unit.values())
                .filter(each -> milliseconds % each.millis == 0)
                .findFirst()
                .orElseThrow();
        return milliseconds / longest.millis + longest.suffix;
    }
}
