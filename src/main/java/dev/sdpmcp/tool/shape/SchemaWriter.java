package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON Schema of a shape: 2020-12, the default dialect of MCP (2025-11-25, Basic, JSON Schema Usage), with the
 * keywords that older dialects share. Everything is inlined, since many clients do not follow {@code $ref}, and arguments
 * have no object with free names ({@link NameValuePairs}). Thread-safe.
 *
 * @param maxLongText characters of an argument that is a {@link dev.sdpmcp.tool.LongText}
 */
public record SchemaWriter(int maxLongText) {

    /**
     * Largest upper bound of a size that schemas state; the binder checks the others all the same. Engines of local models
     * make a grammar of the schemas, and llama.cpp refused one that repeats more than 2000 times (2026), with all tools of
     * the client.
     */
    static final int MAX_LISTED_SIZE = 1_000;

    /** An object that has no other properties than these. */
    public ObjectNode ofArguments(Shape shape) {
        return object(shape, true, true);
    }

    /**
     * An object; open, so that a later version may add a field. Only its own members have descriptions, not those of
     * objects in it: their names say what they are, and clients give all schemas to a model with every question.
     */
    public ObjectNode ofResult(Shape shape) {
        return object(shape, false, true);
    }

    private ObjectNode object(Shape shape, boolean closed, boolean described) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (Shape.Member member : shape.members()) {
            String description =
                    described && !repeats(member.name(), member.description()) ? member.description() : null;
            properties.set(member.name(), value(member.type(), description, member.constraints(), closed));
            if (member.required()) {
                required.add(member.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (closed) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    /** Whether the description only says the name again. */
    private static boolean repeats(String name, String description) {
        return description.equalsIgnoreCase(name.replace('_', ' '));
    }

    private ObjectNode value(ValueType type, @Nullable String description, Constraints constraints, boolean closed) {
        if (closed && type instanceof ValueType.MapOf map) {
            return value(NameValuePairs.of(map), description, constraints, true);
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (type) {
            case Scalar scalar -> schema.put("type", scalar.schemaType());
            case Choice choice ->
                choice.names().forEach(schema.put("type", "string").putArray("enum")::add);
            case ValueType.MapOf map ->
                schema.put("type", "object")
                        .set("additionalProperties", value(map.value(), null, map.constraints(), closed));
            case Shape shape -> schema.setAll(object(shape, closed, closed));
            case ValueType.ListOf list -> {}
        }
        if (description != null) {
            schema.put("description", description);
        }
        if (type instanceof ValueType.ListOf list) {
            schema.put("type", "array").set("items", value(list.element(), null, list.elements(), closed));
        }
        constraints.writeTo(schema, type, maxLongText);
        return schema;
    }
}
