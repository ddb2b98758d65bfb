package dev.sdpmcp.simulator.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One setting of all {@link Switch}es. Immutable. */
public record Switches(Map<Switch, JsonNode> values) {
    /** Documented behaviour throughout. */
    public static Switches documented() {
        Map<Switch, JsonNode> values = new EnumMap<>(Switch.class);
        for (Switch one : Switch.values()) {
            values.put(one, one.initial());
        }
        return new Switches(values);
    }

    /**
     * These switches with some values replaced.
     *
     * @param changes an object of switch names and values
     * @throws IllegalArgumentException if a name is unknown or a value does not fit; the message has the allowed values
     */
    public Switches with(JsonNode changes) {
        Map<Switch, JsonNode> merged = new EnumMap<>(values);
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            Switch one = Switch.named(change.getKey())
                    .orElseThrow(() -> new IllegalArgumentException("Unknown switch: " + change.getKey()));
            if (!one.takes(change.getValue())) {
                throw new IllegalArgumentException(one.key() + " wants " + one.wants());
            }
            merged.put(one, change.getValue().deepCopy());
        }
        return new Switches(merged);
    }

    /** Whether a yes-or-no switch is on. */
    public boolean on(Switch one) {
        return value(one).booleanValue();
    }

    /** The number of a counting switch. */
    public int number(Switch one) {
        return value(one).intValue();
    }

    /** The names of a listing switch. */
    public List<String> names(Switch one) {
        return value(one).valueStream().map(JsonNode::textValue).toList();
    }

    /** All of them as one object. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        values.forEach((one, value) -> json.set(one.key(), value.deepCopy()));
        return json;
    }

    private JsonNode value(Switch one) {
        return Objects.requireNonNull(values.get(one));
    }
}
