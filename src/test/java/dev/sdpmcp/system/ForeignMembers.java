package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds members that a revision does not know. The schemas themselves let every object have more members than they name;
 * a server that answers in an old revision should still not send what came later. Thread-safe.
 */
final class ForeignMembers {

    /** JSON Schemas, which may hold any word of that language. */
    private static final Set<String> OPEN = Set.of("inputSchema", "outputSchema");

    private final JsonNode document;

    ForeignMembers(JsonNode document) {
        this.document = document;
    }

    /** The paths of the members of the value that the type does not declare. */
    List<String> in(JsonNode value, String type) {
        return in(value, document.at((document.has("$defs") ? "/$defs/" : "/definitions/") + type), "");
    }

    private List<String> in(JsonNode value, JsonNode givenSchema, String path) {
        JsonNode schema = resolved(givenSchema);
        JsonNode choices = schema.has("anyOf") ? schema.get("anyOf") : schema.path("oneOf");
        if (choices.isArray()) {
            List<List<String>> outcomes = new ArrayList<>();
            choices.forEach(choice -> outcomes.add(in(value, choice, path)));
            return outcomes.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
        }
        List<String> found = new ArrayList<>();
        if (value.isArray() && schema.has("items")) {
            value.forEach(element -> found.addAll(in(element, schema.get("items"), path + "[]")));
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                found.addAll(inMember(member.getKey(), member.getValue(), schema, path));
            }
        }
        return found;
    }

    private List<String> inMember(String name, JsonNode value, JsonNode schema, String path) {
        JsonNode declared = schema.path("properties").get(name);
        String here = path + "." + name;
        if (declared != null) {
            return OPEN.contains(name) ? List.of() : in(value, declared, here);
        }
        boolean open = !schema.has("properties") || schema.has("additionalProperties");
        return open ? List.of() : List.of(here);
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.get("$ref");
        return reference == null
                ? schema
                : resolved(document.at(reference.asText().substring(1)));
    }
}
