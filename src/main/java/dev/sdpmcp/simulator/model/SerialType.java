package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The number that people know a record by: counted up, shown as text. */
public record SerialType() implements FieldType {
    @Override
    public String wireName() {
        return "string";
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
    public JsonNode render(Portal desk, JsonNode stored) {
        return TextNode.valueOf(stored.asText());
    }
}
