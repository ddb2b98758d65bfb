package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;

/**
 * A number, given as such or as a text of digits.
 *
 * @param decimal whether it may have a fraction
 * @param min lowest allowed value, {@link Long#MIN_VALUE} for none
 * @param max highest allowed value, {@link Long#MAX_VALUE} for none
 */
record NumberType(boolean decimal, long min, long max) implements FieldType {
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
            draft.unparsable(field.name());
            return NullNode.getInstance();
        }
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        return stored;
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
            String message = "Give a number from " + min + " to " + max;
            draft.problems().add(Stage.REFERENCES, InnerCode.INVALID_VALUE, field.name(), message);
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
