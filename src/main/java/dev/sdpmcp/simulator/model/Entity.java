package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record of the portal, in stored form: a moment is a number of epoch milliseconds, a lookup the id of the record
 * it refers to. Immutable; a change makes a new one. An absent value and null are the same.
 *
 * @param id the long id, digits only
 * @param values stored values by field name
 */
public record Entity(String id, Map<String, JsonNode> values) {
    /** Drops nulls and closes the map. */
    public Entity {
        Map<String, JsonNode> kept = new LinkedHashMap<>(values);
        kept.values().removeIf(JsonNode::isNull);
        values = Collections.unmodifiableMap(kept);
    }

    /** The stored value of a field, or a JSON null. */
    public JsonNode get(String field) {
        return values.getOrDefault(field, NullNode.getInstance());
    }

    /** The stored value of a text or lookup field; empty if there is none. */
    public String text(String field) {
        return get(field).asText("");
    }

    /** Whether a yes-or-no field is set. */
    public boolean is(String field) {
        return get(field).booleanValue();
    }

    /** This record with some values replaced; null clears one. */
    public Entity with(Map<String, JsonNode> changes) {
        Map<String, JsonNode> merged = new LinkedHashMap<>(values);
        merged.putAll(changes);
        return new Entity(id, merged);
    }
}
