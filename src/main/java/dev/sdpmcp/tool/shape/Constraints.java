package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.text.BlankText;
import dev.sdpmcp.tool.shape.ArgumentErrors.Place;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a value, in the schema and at the check. Immutable.
 *
 * @param minSize characters or elements at least, 0 for no bound
 * @param maxSize characters or elements at most, {@link Integer#MAX_VALUE} for no bound
 * @param min of a number; null for no bound
 * @param max of a number; null for no bound
 * @param pattern that a text must match as a whole; null for any
 * @param notBlank whether a text must have more than white space, or a list an element
 * @param longText whether the configuration bounds the length of the text ({@link dev.sdpmcp.tool.LongText})
 */
public record Constraints(
        int minSize,
        int maxSize,
        @Nullable Long min,
        @Nullable Long max,
        @Nullable Pattern pattern,
        boolean notBlank,
        boolean longText) {

    /** No bounds. */
    public static final Constraints NONE = new Constraints(0, Integer.MAX_VALUE, null, null, null, false, false);

    /** A text whose length the configuration bounds. */
    public static final Constraints LONG_TEXT = new Constraints(0, Integer.MAX_VALUE, null, null, null, false, true);

    /** A size within these bounds. */
    public static Constraints size(int min, int max) {
        return new Constraints(min, max, null, null, null, false, false);
    }

    /** A number within these bounds. */
    public static Constraints range(long min, long max) {
        return new Constraints(0, Integer.MAX_VALUE, min, max, null, false, false);
    }

    /** The same, and not empty. */
    public Constraints withContent() {
        return new Constraints(minSize, maxSize, min, max, pattern, true, longText);
    }

    /** Whether a value of the type can break each of the bounds; others would never be checked. */
    boolean fit(ValueType type) {
        boolean sized = minSize > 0 || maxSize < Integer.MAX_VALUE || notBlank;
        boolean ranged = min != null || max != null;
        boolean ofText = pattern != null || longText;
        return switch (type) {
            case Scalar scalar when scalar.isText() -> !ranged;
            case Scalar scalar when scalar == Scalar.BOOLEAN -> !sized && !ranged && !ofText;
            case Scalar number -> !sized && !ofText;
            case ValueType.ListOf list -> !ranged && !ofText;
            case ValueType.MapOf map -> !ranged && !ofText;
            case Choice choice -> !sized && !ranged && !ofText;
            case Shape shape -> !sized && !ranged && !ofText;
        };
    }

    /** Adds what is wrong with a value; null is never wrong. */
    void check(@Nullable Object value, Place place, ArgumentErrors errors) {
        switch (value) {
            case null -> {}
            case String text -> checkText(text, place, errors);
            case Collection<?> list -> checkSize(list.size(), "element", "", place, errors);
            case Map<?, ?> map -> checkSize(map.size(), "element", "", place, errors);
            case Number number -> checkNumber(number, place, errors);
            default -> {}
        }
    }

    private void checkText(String text, Place place, ArgumentErrors errors) {
        String was = BlankText.is(text) ? "" : ", not \"" + ArgumentErrors.shortened(text) + "\"";
        if (notBlank && BlankText.is(text)) {
            errors.addBroken(place, "must not be empty");
        }
        checkSize(text.length(), "character", was, place, errors);
        if (pattern != null && !pattern.matcher(text).matches()) {
            errors.addBroken(place, "must match " + pattern + was);
        }
        if (longText && text.length() > errors.maxLongText()) {
            errors.addBroken(
                    place,
                    "must have at most " + errors.maxLongText() + " characters, not " + text.length() + "; shorten it");
        }
    }

    private void checkSize(int size, String unit, String was, Place place, ArgumentErrors errors) {
        if (size < minSize || size > maxSize) {
            errors.addBroken(place, "must have " + sizes(unit) + was);
        } else if (size == 0 && notBlank && unit.equals("element")) {
            errors.addBroken(place, "must not be empty");
        }
    }

    private String sizes(String unit) {
        int last = maxSize == Integer.MAX_VALUE ? minSize : maxSize;
        String units = " " + unit + (last == 1 ? "" : "s");
        if (minSize == 0) {
            return "at most " + maxSize + units;
        }
        return maxSize == Integer.MAX_VALUE ? "at least " + minSize + units : minSize + " to " + maxSize + units;
    }

    private void checkNumber(Number number, Place place, ArgumentErrors errors) {
        if (min != null && number.doubleValue() < min) {
            errors.addBroken(place, "must be at least " + min + ", not " + number);
        }
        if (max != null && number.doubleValue() > max) {
            errors.addBroken(place, "must be at most " + max + ", not " + number);
        }
    }

    /** Adds the bounds to the schema of a value, but for {@link SchemaWriter#MAX_LISTED_SIZE}. */
    void writeTo(ObjectNode schema, ValueType type, int maxLongText) {
        String unit = switch (type) {
            case ValueType.ListOf list -> "Items";
            case ValueType.MapOf map -> "Properties";
            default -> "Length";
        };
        int least = Math.max(minSize, notBlank ? 1 : 0);
        int most = longText ? Math.min(maxSize, maxLongText) : maxSize;
        if (least > 0) {
            schema.put("min" + unit, least);
        }
        if (most <= SchemaWriter.MAX_LISTED_SIZE) {
            schema.put("max" + unit, most);
        }
        if (min != null) {
            schema.put("minimum", min);
        }
        if (max != null) {
            schema.put("maximum", max);
        }
        if (pattern != null) {
            // Bean Validation matches the whole text, JSON Schema any part of it; grammars of local models know no (?:)
            schema.put("pattern", "^(" + pattern + ")$");
        }
    }
}
