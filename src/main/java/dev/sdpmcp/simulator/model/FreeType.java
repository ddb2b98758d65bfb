package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON that is kept and given back as it came. */
record FreeType() implements FieldType {
    @Override
    public String wireName() {
        return "json";
    }

    @Override
    public Kind kind() {
        return Kind.STRUCTURE;
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        return input;
    }

    @Override
    public JsonNode render(Portal desk, JsonNode stored) {
        return stored;
    }
}
