package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Raw values turned into types. A wrong value is noted as a problem and its stand-in returned, so that one reading finds
 * every problem; whoever reads must look at {@link #problems()} before using what was read. Not thread-safe.
 */
final class TypedValues {

    private static final int LONGEST_VALUE = 64 * 1024;
    private static final int LONGEST_QUOTE = 80;

    private final RawValues given;
    private final List<String> problems = new ArrayList<>();

    TypedValues(ConfigurationSource source) {
        this.given = new RawValues(source, problems::add);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Notes that a value is wrong; the text must not hold a secret. */
    void refuse(ConfigurationKey key, String problemAndMend) {
        problems.add(given.nameOf(key) + " " + problemAndMend);
    }

    /** Whether a value was given, itself or as a file, be it one that cannot be used. */
    boolean isGiven(ConfigurationKey key) {
        return given.of(key).isPresent() || given.isUnusable(key);
    }

    /** The given value or the default; a blank value counts as not given. */
    Optional<String> text(ConfigurationKey key) {
        Optional<String> written = given.of(key);
        if (written.isPresent() && !isPrintable(written.get())) {
            refuse(key, "holds control characters or is too long. Write it on one line.");
            return key.defaultValue();
        }
        return written.or(key::defaultValue);
    }

    /** The given value; a missing one is a problem with this mend, and reads as an empty text. */
    String required(ConfigurationKey key, String mend) {
        return text(key).orElseGet(() -> {
            if (!given.isUnusable(key)) {
                refuse(key, "is not set. " + mend);
            }
            return "";
        });
    }

    Optional<Secret> secret(ConfigurationKey key) {
        return text(key).map(Secret::new);
    }

    /** The entries of a comma list, without blanks and empty entries; one that is given has at least one, or is a problem. */
    List<String> list(ConfigurationKey key) {
        Optional<String> whole = text(key);
        List<String> entries = whole.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (whole.isPresent() && entries.isEmpty()) {
            refuse(key, "holds commas and nothing between them. Give at least one entry, or do not set it.");
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
        if (number.isPresent() && number.getAsLong() >= kind.least() && number.getAsLong() <= kind.most()) {
            return number.getAsLong();
        }
        refuse(
                key,
                "is %s. Give a whole number (%s) from %d to %d%s."
                        .formatted(quoted(text), kind.unit(), kind.least(), kind.most(), withUnits(kind)));
        return kind.least();
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
                                DurationText.written(kind.least(), kind.unit()),
                                DurationText.written(kind.most(), kind.unit()))
                : "";
    }

    boolean flag(ConfigurationKey key, boolean otherwise) {
        String text = text(key).orElse(Boolean.toString(otherwise));
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        refuse(key, "is %s. Give true or false.".formatted(quoted(text)));
        return otherwise;
    }

    /** One of an enum's constants, in any case, with {@code -} for {@code _}. */
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

    /** A value between quotes, cut to a length that fits a message; never call it with a secret. */
    static String quoted(String text) {
        return '"' + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + '"';
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isPrintable(String text) {
        return text.length() <= LONGEST_VALUE && text.chars().noneMatch(Character::isISOControl);
    }
}
