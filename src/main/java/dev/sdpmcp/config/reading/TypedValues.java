package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.reading.ConfigurationKey.ValueKind;
import dev.sdpmcp.text.Excerpt;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Typed access to raw values. A wrong value is recorded as a problem and a substitute is returned, so that one pass
 * finds all problems; callers must check {@link #problems()} before they use the values. Not thread-safe.
 */
final class TypedValues {

    private static final int MAX_VALUE_LENGTH = 64 * 1024;
    private static final int MAX_QUOTE_LENGTH = 80;

    private final RawValues given;
    private final List<String> problems = new ArrayList<>();

    TypedValues(ConfigurationSource source) {
        this.given = new RawValues(source, problems::add);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Records a problem with a value; the text must not hold a secret. */
    void refuse(ConfigurationKey key, String problemAndFix) {
        problems.add(given.nameOf(key) + " " + problemAndFix);
    }

    /** Whether a value is set, also if it or its file cannot be used. */
    boolean isGiven(ConfigurationKey key) {
        return given.of(key).isPresent() || given.isUnusable(key);
    }

    /** The value or its default; a blank value counts as not set. */
    Optional<String> text(ConfigurationKey key) {
        Optional<String> written = given.of(key);
        if (written.isPresent() && !isPrintable(written.get())) {
            refuse(key, "holds control characters or is too long. Write it on one line.");
            return key.defaultValue();
        }
        return written.or(key::defaultValue);
    }

    /** The value; a missing one is a problem with this fix, and reads as an empty text. */
    String required(ConfigurationKey key, String fix) {
        return text(key).orElseGet(() -> {
            if (!given.isUnusable(key)) {
                refuse(key, "is not set. " + fix);
            }
            return "";
        });
    }

    Optional<Secret> secret(ConfigurationKey key) {
        return text(key).map(Secret::new);
    }

    /** The absolute path of a folder; empty if none is set and there is no default. */
    Optional<Path> folder(ConfigurationKey key) {
        return text(key).map(text -> {
            try {
                return Path.of(text).toAbsolutePath().normalize();
            } catch (InvalidPathException notAPath) {
                refuse(key, "is %s. Give the path of a folder.".formatted(quoted(text)));
                return Path.of("");
            }
        });
    }

    /** The stripped, non-empty entries of a comma list; a list that is set without entries is a problem. */
    List<String> list(ConfigurationKey key) {
        Optional<String> whole = text(key);
        List<String> entries = whole.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (whole.isPresent() && entries.isEmpty()) {
            refuse(key, "holds only commas. Give at least one entry, or do not set it.");
        }
        return entries;
    }

    int count(ConfigurationKey key) {
        return (int) number(key);
    }

    Duration duration(ConfigurationKey key) {
        return Duration.ofMillis(number(key));
    }

    private long number(ConfigurationKey key) {
        ValueKind kind = key.kind();
        String text = text(key).orElseThrow();
        OptionalLong number = parsed(kind, text);
        if (number.isPresent() && number.getAsLong() >= kind.min() && number.getAsLong() <= kind.max()) {
            return number.getAsLong();
        }
        refuse(
                key,
                "is %s. Give a whole number (%s) from %d to %d%s."
                        .formatted(quoted(text), kind.unit(), kind.min(), kind.max(), withUnits(kind)));
        return kind.min();
    }

    private static OptionalLong parsed(ValueKind kind, String text) {
        if (kind.isDuration()) {
            return DurationText.parse(text, kind.unit());
        }
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static String withUnits(ValueKind kind) {
        return kind.isDuration()
                ? ", or one with a unit (ms, s, m, h, d) from %s to %s"
                        .formatted(
                                DurationText.format(kind.min(), kind.unit()),
                                DurationText.format(kind.max(), kind.unit()))
                : "";
    }

    boolean flag(ConfigurationKey key, boolean defaultValue) {
        String text = text(key).orElse(Boolean.toString(defaultValue));
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        refuse(key, "is %s. Give true or false.".formatted(quoted(text)));
        return defaultValue;
    }

    /** A constant of an enum, case-insensitive, with {@code -} for {@code _}. */
    <E extends Enum<E>> E choice(ConfigurationKey key, Class<E> type) {
        String text = text(key).orElseThrow();
        for (E constant : type.getEnumConstants()) {
            if (spelled(constant).equalsIgnoreCase(text)) {
                return constant;
            }
        }
        String words = String.join(
                ", ",
                Stream.of(type.getEnumConstants()).map(TypedValues::spelled).toList());
        refuse(key, "is %s. Give one of: %s.".formatted(quoted(text), words));
        return type.getEnumConstants()[0];
    }

    /** A value in quotes, shortened for a message; not for secrets. */
    static String quoted(String text) {
        return '"' + Excerpt.of(text, MAX_QUOTE_LENGTH) + '"';
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isPrintable(String text) {
        return text.length() <= MAX_VALUE_LENGTH && text.chars().noneMatch(Character::isISOControl);
    }

    /** Text form of durations in settings: {@code 30m}, or a plain number in the unit of the setting. Stateless. */
    static final class DurationText {

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
}
