package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;

/** Plain text or HTML. */
record TextType(String wireName) implements FieldType {
    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        if (!input.isTextual()) {
            draft.mismatch(field, "a string");
        } else if (field.maxLength() > 0 && input.textValue().length() > field.maxLength()) {
            String message = "Value is longer than " + field.maxLength() + " characters";
            draft.problems().add(Stage.REFERENCES, InnerCode.INVALID_VALUE, field.name(), message);
        }
        return input;
    }

    @Override
    public JsonNode render(Portal desk, JsonNode stored) {
        return stored;
    }
}
