package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The visible number of a record, from a counter of its module. Without a prefix the API shows it as text, with one as
 * an object of {@code display_value} and {@code value}.
 *
 * @param prefix of the display value, for example {@code PB-}; empty for none
 */
public record SerialType(String prefix) implements FieldType {
    private static final String VALUE = "value";

    @Override
    public String wireName() {
        return prefix.isEmpty() ? "string" : "object";
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
    public JsonNode render(Portal portal, JsonNode stored) {
        String number = stored.asText();
        return prefix.isEmpty()
                ? TextNode.valueOf(number)
                : Json.object().put("display_value", prefix + number).put(VALUE, number);
    }

    @Override
    public @Nullable Member member(Catalogue catalogue, String name) {
        boolean isNumber = !prefix.isEmpty() && name.equals(VALUE);
        return isNumber ? new Member(Field.of(VALUE, new SerialType("")), (portal, outer) -> outer) : null;
    }

    @Override
    public void describe(Catalogue catalogue, ObjectNode metainfo) {
        if (!prefix.isEmpty()) {
            ObjectNode fields = metainfo.putObject("fields");
            fields.set(
                    "display_value",
                    catalogue.describe(Field.text("display_value").readOnly()));
            fields.set(
                    VALUE,
                    catalogue.describe(Field.of(VALUE, new SerialType("")).readOnly()));
        }
    }
}
