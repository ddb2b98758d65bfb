package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.tool.shape.ValueType.ListOf;
import dev.sdpmcp.tool.shape.ValueType.MapOf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
                                Shape.Member.optional(VALUE, "Value; null clears it", map.value(), map.constraints()))),
                Constraints.NONE);
    }

    /**
     * The object that a list of pairs, or one pair, stands for; what is none, or has a name twice, is returned unchanged. A
     * pair without a value counts as not sent.
     */
    static JsonNode asObject(JsonNode sent) {
        boolean single = sent.has(VALUE) && isPair(sent);
        if (!sent.isArray() && !single) {
            return sent;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Set<String> names = new HashSet<>();
        for (JsonNode pair : single ? List.of(sent) : sent) {
            if (!isPair(pair) || !names.add(pair.path(NAME).textValue())) {
                return sent;
            }
            if (pair.has(VALUE)) {
                object.set(pair.path(NAME).textValue(), pair.get(VALUE));
            }
        }
        return object;
    }

    private static boolean isPair(JsonNode sent) {
        return sent.path(NAME).isTextual() && sent.size() == (sent.has(VALUE) ? 2 : 1);
    }
}
