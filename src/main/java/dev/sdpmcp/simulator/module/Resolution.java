package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The resolution of a request, with its author and time. */
final class Resolution {
    private Resolution() {}

    /** A new resolution merged into the old one: members that are not given keep their values. */
    static ObjectNode signed(JsonNode given, JsonNode before, TextNode by, LongNode when) {
        ObjectNode merged = before.isObject() ? before.deepCopy() : ((ObjectNode) given).objectNode();
        given.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        merged.set("submitted_by", by);
        merged.set("submitted_on", when);
        return merged;
    }
}
