package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;

/** The long id of the record itself. */
record IdType() implements FieldType {
    @Override
    public String wireName() {
        return "long";
    }

    @Override
    public Kind kind() {
        return Kind.REFERENCE;
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        return input;
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        return stored;
    }
}
