package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.Json;
import org.jspecify.annotations.Nullable;

/** Several values of one type; compares as any of them. */
public record ListType(FieldType element) implements FieldType {
    @Override
    public String wireName() {
        return "array";
    }

    @Override
    public Kind kind() {
        return element.kind();
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        ArrayNode stored = Json.array();
        if (!input.isArray()) {
            draft.mismatch(field, "an array");
            return stored;
        }
        input.forEach(one -> stored.add(element.read(draft, field, one)));
        return stored;
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        ArrayNode shown = Json.array();
        for (JsonNode one : stored) {
            JsonNode value = element.render(portal, one);
            if (!value.isNull()) {
                shown.add(value);
            }
        }
        return shown;
    }

    @Override
    public @Nullable Member member(Catalogue catalogue, String name) {
        Member inner = element.member(catalogue, name);
        if (inner == null) {
            return null;
        }
        return new Member(inner.field(), (portal, outer) -> {
            ArrayNode all = Json.array();
            outer.forEach(one -> all.add(inner.reader().read(portal, one)));
            return all;
        });
    }

    @Override
    public void describe(Catalogue catalogue, ObjectNode metainfo) {
        metainfo.put("element_type", element.wireName());
        element.describe(catalogue, metainfo);
    }
}
