package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;

/** A boolean; the texts "true" and "false" are refused. */
record BooleanType() implements FieldType {
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

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        return stored;
    }
}
