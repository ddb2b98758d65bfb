package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.reading.ConfigurationKey.ValueKind;
import dev.sdpmcp.text.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Typed access to raw values. A wrong value is recorded as a problem and a substitute is returned, so that one pass
 * finds all problems, each once; callers must check {@link #problems()} before they use the values. Not thread-safe.
 */
final class TypedValues {

    private static final int MAX_VALUE_LENGTH = 64 * 1024;
    private static final int MAX_QUOTE_LENGTH = 80;

    private final RawValues given;
    private final Set<String> problems = new LinkedHashSet<>();

    TypedValues(ConfigurationSource source) {
        this.given = new RawValues(source, problems::add);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** @throws InvalidConfigurationException with all problems, if there are any */
    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems());
        }
    }

    /** Records a problem with a value; the text must not hold a secret. */
    void refuse(ConfigurationKey key, String problemAndFix) {
        problems.add(given.nameOf(key) + " " + problemAndFix);
    }

    /** Records a problem if there is one; the text must not hold a secret. */
    void refuseIf(boolean wrong, ConfigurationKey key, String problemAndFix) {
        if (wrong) {
            refuse(key, problemAndFix);
        }
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

    /** The value or its default; one that does not fit is a problem with this fix. */
    Optional<String> text(ConfigurationKey key, Predicate<String> fits, String fix) {
        Optional<String> text = text(key);
        text.filter(fits.negate()).ifPresent(wrong -> refuseValue(key, wrong, fix));
        return text;
    }

    private void refuseValue(ConfigurationKey key, String value, String fix) {
        refuse(key, "is " + quoted(value) + ". " + fix);
    }

    /** A value of limited length; a longer one is a problem with this fix. */
    String bounded(ConfigurationKey key, String value, int maxLength, String fix) {
        refuseIf(value.length() > maxLength, key, "is longer than " + maxLength + " characters. " + fix);
        return value;
    }

    /**
     * The URL for HTTP, without a slash at its end; one that does not fit, or has a user name, a query or a fragment,
     * is a problem with this fix and reads as not set.
     */
    Optional<URI> url(ConfigurationKey key, Predicate<URI> fits, String fix) {
        Optional<String> text = text(key);
        Optional<URI> url = text.flatMap(TypedValues::httpUrl).filter(fits);
        if (text.isPresent() && url.isEmpty()) {
            boolean hasUser = text.get().indexOf('@') >= 0;
            refuse(key, "is %s. %s".formatted(hasUser ? "a URL with a user name" : quoted(text.get()), fix));
        }
        return url;
    }

    private static Optional<URI> httpUrl(String text) {
        try {
            return Optional.of(new URI(text.replaceFirst("/+$", "")))
                    .filter(url -> String.valueOf(url.getScheme()).matches("(?i)https?"))
                    .filter(url -> url.getHost() != null && url.getUserInfo() == null)
                    .filter(url -> url.getQuery() == null && url.getFragment() == null);
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
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

    /** The absolute path of a folder; empty if none is set and there is no default. */
    Optional<Path> folder(ConfigurationKey key) {
        return text(key).map(text -> {
            try {
                return Path.of(text).toAbsolutePath().normalize();
            } catch (InvalidPathException notAPath) {
                refuseValue(key, text, "Give the path of a folder.");
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

    /** Like {@link #list(ConfigurationKey)}; each entry that does not fit is a problem with this fix. */
    List<String> list(ConfigurationKey key, Predicate<String> fits, String fix) {
        List<String> entries = list(key);
        entries.stream().filter(fits.negate()).forEach(wrong -> refuse(key, "holds " + quoted(wrong) + ". " + fix));
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
        refuseValue(
                key,
                text,
                "Give a whole number (%s) from %d to %d%s."
                        .formatted(kind.unit(), kind.min(), kind.max(), withUnits(kind)));
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
        Predicate<String> fits = text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return text(key, fits, "Give true or false.")
                .filter(fits)
                .map(Boolean::valueOf)
                .orElse(defaultValue);
    }

    /** A constant of an enum, case-insensitive, with {@code -} for {@code _}. */
    <E extends Enum<E>> E choice(ConfigurationKey key, Class<E> type) {
        String text = text(key).orElseThrow();
        List<E> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(TypedValues::spelled).toList();
        int index = words.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            refuseValue(key, text, "Give one of: " + String.join(", ", words) + ".");
        }
        return constants.get(Math.max(0, index));
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
        private static final List<Unit> UNITS = List.of(
                new Unit("days", "d", 86_400_000),
                new Unit("hours", "h", 3_600_000),
                new Unit("minutes", "m", 60_000),
                new Unit("seconds", "s", 1_000),
                new Unit("milliseconds", "ms", 1));

        private record Unit(String name, String suffix, long millis) {}

        private DurationText() {}

        /** @param word the name of a unit, or its suffix */
        private static Optional<Unit> unit(String word) {
            return UNITS.stream()
                    .filter(unit -> unit.name().equals(word) || unit.suffix().equals(word))
                    .findFirst();
        }

        /** Whether a setting with this unit is a duration. */
        static boolean isUnit(String unit) {
            return unit(unit).isPresent();
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
            long length = unit(unit).orElseThrow().millis();
            String word = given.group(2) == null ? unit : given.group(2);
            try {
                long milliseconds = Math.multiplyExact(
                        Long.parseLong(given.group(1)), unit(word).orElseThrow().millis());
                return milliseconds % length == 0 ? OptionalLong.of(milliseconds / length) : OptionalLong.empty();
            } catch (ArithmeticException overflow) {
                return OptionalLong.empty();
            }
        }

        /** Formats a duration in the largest unit in which it is a whole number. */
        static String format(long number, String unit) {
            long milliseconds = number * unit(unit).orElseThrow().millis();
            Unit longest = UNITS.stream()
                    .filter(each -> milliseconds % each.millis() == 0)
                    .findFirst()
                    .orElseThrow();
            return milliseconds / longest.millis() + longest.suffix();
        }
    }
}
