package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** A number, given as such or as a text of digits. */
record NumberType(boolean decimal) implements FieldType {
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
            return decimal ? DoubleNode.valueOf(fraction(input)) : LongNode.valueOf(Long.parseLong(input.asText()));
        } catch (NumberFormatException e) {
            draft.unparsable(field.name());
            return NullNode.getInstance();
        }
    }

    @Override
    public JsonNode render(Portal desk, JsonNode stored) {
        return stored;
    }

    private static double fraction(JsonNode input) {
        double value = Double.parseDouble(input.asText());
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("not a finite number");
        }
        return value;
    }
}
