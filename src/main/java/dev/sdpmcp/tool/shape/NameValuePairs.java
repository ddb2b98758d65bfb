package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.tool.shape.ValueType.ListOf;
import dev.sdpmcp.tool.shape.ValueType.MapOf;
import java.util.List;

/**
 * An object with free names as a list of pairs, {@code [{"name": "a", "value": "1"}]}. Schemas of arguments have only this
 * form: OpenAI's strict mode takes no object whose names it does not know, and Gemini none without properties. Both forms
 * are read. Stateless.
 */
final class NameValuePairs {

    private static final String NAME = "name";
    private static final String VALUE = "value";

    private NameValuePairs() {}

    /** The type that schemas have instead of the object. */
    static ListOf of(MapOf map) {
        return new ListOf(
                Shape.of(
                        "pair",
                        List.of(
                                Shape.Member.required(NAME, "Name", Scalar.TEXT),
                                Shape.Member.required(VALUE, "Value", map.value(), map.constraints()))),
                Constraints.NONE);
    }

    /** The object that a list of pairs stands for; what is no such list, or has a name twice, is returned unchanged. */
    static JsonNode asObject(JsonNode sent) {
        if (!sent.isArray()) {
            return sent;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode pair : sent) {
            boolean isPair = pair.path(NAME).isTextual() && pair.has(VALUE) && pair.size() == 2;
            if (!isPair || object.has(pair.path(NAME).textValue())) {
                return sent;
            }
            object.set(pair.path(NAME).textValue(), pair.get(VALUE));
        }
        return object;
    }
}
