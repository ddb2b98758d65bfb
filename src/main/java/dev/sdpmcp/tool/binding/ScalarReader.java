package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Strings, booleans and numbers, strictly as the schema has them; {@code "5"} is no number. Two things are as wide as
 * they are on purpose:
 *
 * <ul>
 *   <li>A whole number is taken for a string although the schema says string, since models like to send ids as numbers.
 *   <li>{@code 5.0} is taken for a whole number: to JSON Schema it is one (2020-12 Core, 4.2.3), and clients that keep
 *       all numbers as floating point send it.
 * </ul>
 *
 * <p>A number outside the range of the Java type is refused, never rounded or made infinite.
 */
record ScalarReader(String fits, Function<JsonNode, @Nullable Object> take) implements ValueReader {

    /** Up to here a double tells neighbouring whole numbers apart. */
    private static final double LARGEST_EXACT = 1L << 53;

    static final Map<Class<?>, ScalarReader> BY_TYPE = Map.of(
            String.class, new ScalarReader("a string", ScalarReader::text),
            Boolean.class, new ScalarReader("true or false", ScalarReader::truth),
            Integer.class, new ScalarReader("a whole number within ±" + Integer.MAX_VALUE, ScalarReader::wholeOf32Bits),
            Long.class, new ScalarReader("a whole number", ScalarReader::whole),
            Double.class, new ScalarReader("a number", ScalarReader::number));

    @Override
    public @Nullable Object read(JsonNode sent, Place place, Complaints complaints) {
        Object value = take.apply(sent);
        if (value == null) {
            complaints.add(place, "must be " + fits + ", not " + Complaints.named(sent) + Hint.about(sent, this));
        }
        return value;
    }

    private static @Nullable Object text(JsonNode sent) {
        return sent.isTextual() || sent.isIntegralNumber() ? sent.asText() : null;
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
