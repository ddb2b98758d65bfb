package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.wire.Json;

/**
 * One record of the portal, in stored form: a moment is a number of epoch milliseconds, a lookup the id of the record
 * it refers to. Not changed; a change makes a new one. An absent value and null are the same.
 *
 * @param id the long id, digits only
 * @param values stored values by field name
 */
public record Entity(String id, ObjectNode values) {
    /** Copies the values without nulls. */
    public Entity {
        values = Json.object().<ObjectNode>setAll(values).removeIf(JsonNode::isNull);
    }

    /** The stored value of a field, or a JSON null. */
    public JsonNode get(String field) {
        return values.optional(field).orElse(NullNode.getInstance());
    }

    /** The stored value of a text or lookup field; empty if there is none. */
    public String text(String field) {
        return get(field).asText("");
    }

    /** The stored value of a number or moment; 0 if there is none. */
    public long number(String field) {
        return get(field).longValue();
    }

    /** Whether a yes-or-no field is set. */
    public boolean is(String field) {
        return get(field).booleanValue();
    }

    /** The id as the stored value of a lookup to this record. */
    public TextNode reference() {
        return TextNode.valueOf(id);
    }

    /** This record with some values replaced; null clears one. */
    public Entity with(ObjectNode changes) {
        return new Entity(id, Json.object().<ObjectNode>setAll(values).setAll(changes));
    }
}
