package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Set;

/**
 * A moment: an object whose {@code value} is epoch milliseconds; {@code display_value} is for people and ignored
 * on input.
 */
record MomentType() implements FieldType {
    private static final Set<String> KEYS = Set.of("value", "display_value");

    @Override
    public String wireName() {
        return "datetime";
    }

    @Override
    public Kind kind() {
        return Kind.MOMENT;
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        if (!input.isObject()) {
            draft.mismatch(field, "an object with a value");
            return NullNode.getInstance();
        }
        draft.refuseOtherKeys(input, KEYS);
        try {
            return LongNode.valueOf(Long.parseLong(input.path("value").asText()));
        } catch (NumberFormatException e) {
            draft.unparsable(field.name());
            return NullNode.getInstance();
        }
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        long moment = stored.longValue();
        return Json.object()
                .put("display_value", portal.clock().display(moment))
                .put("value", Long.toString(moment));
    }
}
