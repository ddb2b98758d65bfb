package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The types of single values. */
final class ScalarTypes {
    private static final String VALUE = "value";
    private static final String DISPLAY_VALUE = "display_value";

    /** Epoch milliseconds, as {@code value} of an object; {@code display_value} is for people and ignored on input. */
    static final FieldType MOMENT = new Wrapped(
            "datetime",
            Kind.MOMENT,
            "an object with a value",
            Set.of(VALUE, DISPLAY_VALUE),
            input -> Long.parseLong(input.path(VALUE).asText()),
            (portal, moment) -> Json.object()
                    .put(DISPLAY_VALUE, portal.clock().display(moment))
                    .put(VALUE, Long.toString(moment)));

    /** Time spent: hours and minutes, kept in milliseconds, which is also the unit of {@code value} in answers. */
    static final FieldType SPAN = new Wrapped(
            "duration",
            Kind.NUMBER,
            "an object with hours and minutes",
            Set.of("hours", "minutes", VALUE),
            input -> part(input, "hours").plus(part(input, "minutes")).toMillis(),
            (portal, millis) -> Json.object()
                    .put("hours", Long.toString(Duration.ofMillis(millis).toHours()))
                    .put("minutes", Integer.toString(Duration.ofMillis(millis).toMinutesPart()))
                    .put(VALUE, Long.toString(millis)));

    private ScalarTypes() {}

    private static Duration part(JsonNode input, String name) {
        long number = Long.parseLong(input.path(name).asText("0"));
        if (number < 0) {
            throw new NumberFormatException(name + " is negative");
        }
        return name.equals("hours") ? Duration.ofHours(number) : Duration.ofMinutes(number);
    }

    /** A value that is kept and returned as it came. */
    record Unchecked(String wireName, Kind kind) implements FieldType {
        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            return input;
        }
    }

    /** A boolean; the texts "true" and "false" are refused. */
    record Flag(String wireName, Kind kind) implements FieldType {
        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            if (!input.isBoolean()) {
                draft.mismatch(field, "true or false");
            }
            return input;
        }
    }

    /** Plain text or HTML, or one of the allowed texts if there are any. */
    record Text(String wireName, Kind kind, List<String> allowed) implements FieldType {
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
    record Numeric(String wireName, Kind kind, long min, long max) implements FieldType {
        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            if (!input.isNumber() && !input.isTextual()) {
                return draft.mismatch(field, "a number");
            }
            try {
                return wireName.equals("double") ? fraction(input) : whole(draft, field, input);
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

        private JsonNode whole(Draft draft, Field field, JsonNode input) {
            long value = Long.parseLong(input.asText());
            if (value < min || value > max) {
                draft.invalid(field.name(), "Give a number from " + min + " to " + max);
            }
            return LongNode.valueOf(value);
        }

        private static JsonNode fraction(JsonNode input) {
            double value = Double.parseDouble(input.asText());
            if (!Double.isFinite(value)) {
                throw new NumberFormatException("not a finite number");
            }
            return DoubleNode.valueOf(value);
        }
    }

    /**
     * The visible number of a record, from a counter of its module. Without a prefix, such as {@code PB-}, the API
     * shows it as text, with one as an object of {@code display_value} and {@code value}.
     */
    record Serial(String wireName, Kind kind, String prefix) implements FieldType {
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
                ObjectType.with(
                                Field.text(DISPLAY_VALUE).readOnly(),
                                Field.serial(VALUE, "").readOnly())
                        .describe(catalogue, metainfo);
            }
        }
    }

    /** A number that callers give as members of an object. */
    private record Wrapped(
            String wireName,
            Kind kind,
            String wanted,
            Set<String> keys,
            ToLongFunction<JsonNode> reader,
            BiFunction<Portal, Long, JsonNode> renderer)
            implements FieldType {
        @Override
        public JsonNode read(Draft draft, Field field, JsonNode input) {
            if (!input.isObject()) {
                return draft.mismatch(field, wanted);
            }
            draft.refuseOtherKeys(input, keys);
            try {
                return LongNode.valueOf(reader.applyAsLong(input));
            } catch (NumberFormatException | ArithmeticException e) {
                return draft.unparsable(field.name());
            }
        }

        @Override
        public JsonNode render(Portal portal, JsonNode stored) {
            return renderer.apply(portal, stored.longValue());
        }
    }
}
