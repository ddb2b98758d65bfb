package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.tool.shape.ArgumentErrors.Place;
import org.jspecify.annotations.Nullable;

/**
 * Strings, booleans and numbers, after {@link Reading} has settled what was meant. {@code 5.0} is a whole number: to JSON
 * Schema it is one (2020-12 Core, 4.2.3), and clients that keep all numbers as floating point send it.
 *
 * <p>A number outside the range of the Java type is refused, never rounded or made infinite.
 */
public enum Scalar implements ValueType {
    /** A {@code String}. */
    TEXT("string", "a string"),
    /** A {@code String} in which the word {@code none} is a value, such as nobody. */
    TEXT_OR_NONE("string", "a string"),
    /** A {@code Boolean}. */
    BOOLEAN("boolean", "true or false"),
    /** An {@code Integer}. */
    INTEGER("integer", "a whole number"),
    /** A {@code Long}. */
    LONG("integer", "a whole number"),
    /** A {@code Double}. */
    NUMBER("number", "a number");

    /** Up to here a double tells neighbouring whole numbers apart. */
    private static final double LARGEST_EXACT = 1L << 53;

    private final String schemaType;
    private final String fits;

    Scalar(String schemaType, String fits) {
        this.schemaType = schemaType;
        this.fits = fits;
    }

    /** Whether its values are texts. */
    boolean isText() {
        return this == TEXT || this == TEXT_OR_NONE;
    }

    /** As JSON Schema names it. */
    String schemaType() {
        return schemaType;
    }

    @Override
    public String fits() {
        return fits;
    }

    @Override
    public @Nullable Object read(JsonNode sent, Place place, ArgumentErrors errors) {
        Object value = switch (this) {
            case TEXT, TEXT_OR_NONE -> text(sent);
            case BOOLEAN -> truth(sent);
            case INTEGER -> wholeOf32Bits(sent);
            case LONG -> whole(sent);
            case NUMBER -> number(sent);
        };
        if (value == null) {
            String bounds = this == INTEGER && sent.isIntegralNumber() ? " within ±" + Integer.MAX_VALUE : "";
            errors.add(place, "must be " + fits + bounds + ", not " + ArgumentErrors.named(sent));
        }
        return value;
    }

    private static @Nullable Object text(JsonNode sent) {
        return sent.isTextual() ? sent.textValue() : null;
    }

    private static @Nullable Object truth(JsonNode sent) {
        return sent.isBoolean() ? sent.booleanValue() : null;
    }

    private static @Nullable Object whole(JsonNode sent) {
        if (sent.isIntegralNumber()) {
            return sent.canConvertToLong() ? sent.longValue() : null;
        }
        double number = sent.isNumber() ? sent.doubleValue() : Double.NaN;
        boolean exact = Math.rint(number) == number && Math.abs(number) <= LARGEST_EXACT;
        return exact ? (Object) (long) number : null;
    }

    private static @Nullable Object wholeOf32Bits(JsonNode sent) {
        Object whole = whole(sent);
        return whole instanceof Long value && value == value.intValue() ? (Object) value.intValue() : null;
    }

    private static @Nullable Object number(JsonNode sent) {
        return sent.isNumber() && Double.isFinite(sent.doubleValue()) ? sent.doubleValue() : null;
    }
}
