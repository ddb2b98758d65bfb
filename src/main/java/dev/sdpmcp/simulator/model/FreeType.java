package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * JSON that is kept and returned as it came.
 *
 * @param wireName what it usually is: {@code object} or {@code array}
 */
record FreeType(String wireName) implements FieldType {
    @Override
    public Kind kind() {
        return Kind.STRUCTURE;
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
