package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of single values. */
final class ScalarTypes {
    private static final String VALUE = "value";
    private static final String DISPLAY_VALUE = "display_value";

    private ScalarTypes() {}

    /** A value that is kept and returned as it came. */
    record Unchecked(String wireName, Kind kind) implements FieldType {
        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            return input;
        }
    }

    /** A boolean; the texts "true" and "false" are refused. */
    record Flag() implements FieldType {
        @Override
        public String wireName() {
            return "boolean";
        }

        @Override
        public Kind kind() {
            return Kind.BOOLEAN;
        }

        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            if (!input.isBoolean()) {
                draft.mismatch(field, "true or false");
            }
            return input;
        }
    }

    /** Plain text or HTML, or one of the allowed texts if there are any. */
    record Text(String wireName, List<String> allowed) implements FieldType {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            if (!input.isTextual()) {
                draft.mismatch(field, "a string");
            } else if (field.maxLength() > 0 && input.textValue().length() > field.maxLength()) {
                draft.invalid(field.name(), "Value is longer than " + field.maxLength() + " characters");
            } else if (!allowed.isEmpty() && !allowed.contains(input.textValue())) {
                draft.notPresent(field);
            }
            return input;
        }

        @Override
        public void describe(Catalogue catalogue, ObjectNode metainfo) {
            if (!allowed.isEmpty()) {
                ArrayNode values = metainfo.withObject("/constraints").putArray("allowed_values");
                allowed.forEach(values::add);
            }
        }
    }

    /** A number from min to max, given as such or as a text of digits; without limits if they are those of long. */
    record Numeric(boolean decimal, long min, long max) implements FieldType {
        @Override
        public String wireName() {
            return decimal ? "double" : "integer";
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            if (!input.isNumber() && !input.isTextual()) {
                draft.mismatch(field, "a number");
                return NullNode.getInstance();
            }
            try {
                return decimal ? DoubleNode.valueOf(fraction(input)) : LongNode.valueOf(whole(draft, field, input));
            } catch (NumberFormatException e) {
                return draft.unparsable(field.name());
            }
        }

        @Override
        public void describe(Catalogue catalogue, ObjectNode metainfo) {
            if (min != Long.MIN_VALUE) {
                metainfo.withObject("/constraints").put("min_value", min).put("max_value", max);
            }
        }

        private long whole(Draft draft, Field field, JsonNode input) {
            long value = Long.parseLong(input.asText());
            if (value < min || value > max) {
                draft.invalid(field.name(), "Give a number from " + min + " to " + max);
            }
            return value;
        }

        private static double fraction(JsonNode input) {
            double value = Double.parseDouble(input.asText());
            if (!Double.isFinite(value)) {
                throw new NumberFormatException("not a finite number");
            }
            return value;
        }
    }

    /** Epoch milliseconds, as {@code value} of an object; {@code display_value} is for people and ignored on input. */
    record Moment() implements FieldType {
        private static final Set<String> KEYS = Set.of(VALUE, DISPLAY_VALUE);

        @Override
        public String wireName() {
            return "datetime";
        }

        @Override
        public Kind kind() {
            return Kind.MOMENT;
        }

        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            if (!input.isObject()) {
                draft.mismatch(field, "an object with a value");
                return NullNode.getInstance();
            }
            draft.refuseOtherKeys(input, KEYS);
            try {
                return LongNode.valueOf(Long.parseLong(input.path(VALUE).asText()));
            } catch (NumberFormatException e) {
                return draft.unparsable(field.name());
            }
        }

        @Override
        public JsonNode render(Portal portal, JsonNode stored) {
            long moment = stored.longValue();
            return Json.object()
                    .put(DISPLAY_VALUE, portal.clock().display(moment))
                    .put(VALUE, Long.toString(moment));
        }
    }

    /** Time spent: hours and minutes, kept in milliseconds, which is also the unit of {@code value} in answers. */
    record Span() implements FieldType {
        private static final Set<String> KEYS = Set.of("hours", "minutes", VALUE);

        @Override
        public String wireName() {
            return "duration";
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            if (!input.isObject()) {
                draft.mismatch(field, "an object with hours and minutes");
                return NullNode.getInstance();
            }
            draft.refuseOtherKeys(input, KEYS);
            try {
                long hours = Long.parseLong(input.path("hours").asText("0"));
                long minutes = Long.parseLong(input.path("minutes").asText("0"));
                if (hours < 0 || minutes < 0) {
                    return draft.unparsable(field.name());
                }
                return LongNode.valueOf(
                        Duration.ofHours(hours).plusMinutes(minutes).toMillis());
            } catch (NumberFormatException | ArithmeticException e) {
                return draft.unparsable(field.name());
            }
        }

        @Override
        public JsonNode render(Portal portal, JsonNode stored) {
            Duration spent = Duration.ofMillis(stored.longValue());
            return Json.object()
                    .put("hours", Long.toString(spent.toHours()))
                    .put("minutes", Integer.toString(spent.toMinutesPart()))
                    .put(VALUE, Long.toString(spent.toMillis()));
        }
    }

    /**
     * The visible number of a record, from a counter of its module. Without a prefix, such as {@code PB-}, the API
     * shows it as text, with one as an object of {@code display_value} and {@code value}.
     */
    record Serial(String prefix) implements FieldType {
        @Override
        public String wireName() {
            return prefix.isEmpty() ? "string" : "object";
        }

        @Override
        public Kind kind() {
            return Kind.SERIAL;
        }

        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            return input;
        }

        @Override
        public JsonNode render(Portal portal, JsonNode stored) {
            String number = stored.asText();
            return prefix.isEmpty()
                    ? TextNode.valueOf(number)
                    : Json.object().put(DISPLAY_VALUE, prefix + number).put(VALUE, number);
        }

        @Override
        public @Nullable Member member(Catalogue catalogue, String name) {
            boolean isNumber = !prefix.isEmpty() && name.equals(VALUE);
            return isNumber ? new Member(Field.serial(VALUE, ""), (portal, outer) -> outer) : null;
        }

        @Override
        public void describe(Catalogue catalogue, ObjectNode metainfo) {
            if (!prefix.isEmpty()) {
                ObjectNode fields = metainfo.putObject("fields");
                fields.set(
                        DISPLAY_VALUE,
                        catalogue.describe(Field.text(DISPLAY_VALUE).readOnly()));
                fields.set(VALUE, catalogue.describe(Field.serial(VALUE, "").readOnly()));
            }
        }
    }
}
