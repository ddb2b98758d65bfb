package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several values of one type; compares as any of them. */
public record ListType(String wireName, Kind kind, FieldType element) implements FieldType {
    static ListType of(FieldType element) {
        return new ListType("array", element.kind(), element);
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        if (!input.isArray()) {
            return draft.mismatch(field, "an array");
        }
        return array(input.valueStream().map(one -> element.read(draft, field, one)));
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        return array(
                stored.valueStream().map(one -> element.render(portal, one)).filter(one -> !one.isNull()));
    }

    @Override
    public @Nullable Member member(Catalogue catalogue, String name) {
        Member inner = element.member(catalogue, name);
        return inner == null
                ? null
                : new Member(
                        inner.field(),
                        (portal, outer) -> array(
                                outer.valueStream().map(one -> inner.reader().apply(portal, one))));
    }

    @Override
    public void describe(Catalogue catalogue, ObjectNode metainfo) {
        metainfo.put("element_type", element.wireName());
        element.describe(catalogue, metainfo);
    }

    private static ArrayNode array(Stream<JsonNode> values) {
        return Json.array().addAll(values.toList());
    }
}
