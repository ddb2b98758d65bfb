package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The resolution of a request, which remembers who wrote it and when. */
final class Resolution {
    private Resolution() {}

    /** A new resolution over an old one: what is not given stays. */
    static ObjectNode signed(JsonNode given, JsonNode before, TextNode by, LongNode when) {
        ObjectNode merged = before.isObject() ? before.deepCopy() : ((ObjectNode) given).objectNode();
        given.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        merged.set("submitted_by", by);
        merged.set("submitted_on", when);
        return merged;
    }
}
