package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;
import java.util.List;

/**
 * Plain text or HTML.
 *
 * @param allowed the values that it may have; empty for any
 */
record TextType(String wireName, List<String> allowed) implements FieldType {
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
        } else if (!allowed.isEmpty() && !allowed.contains(input.textValue())) {
            draft.notPresent(field);
        }
        return input;
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        return stored;
    }

    @Override
    public void describe(Catalogue catalogue, ObjectNode metainfo) {
        if (!allowed.isEmpty()) {
            ArrayNode values = metainfo.withObject("/constraints").putArray("allowed_values");
            allowed.forEach(values::add);
        }
    }
}
