package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.Set;

/** Time spent: hours and minutes, kept in milliseconds, which is also the unit of {@code value} in answers. */
public record SpanType() implements FieldType {
    private static final Set<String> KEYS = Set.of("hours", "minutes", "value");

    @Override
    public String wireName() {
        return "duration";
    }

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        if (!input.isObject()) {
            draft.mismatch(field, "an object with hours and minutes");
            return NullNode.getInstance();
        }
        draft.refuseOtherKeys(input, KEYS);
        try {
            long hours = Long.parseLong(input.path("hours").asText("0"));
            long minutes = Long.parseLong(input.path("minutes").asText("0"));
            if (hours < 0 || minutes < 0) {
                throw new NumberFormatException("time spent is not negative");
            }
            return LongNode.valueOf(Duration.ofHours(hours).plusMinutes(minutes).toMillis());
        } catch (NumberFormatException | ArithmeticException e) {
            draft.unparsable(field.name());
            return NullNode.getInstance();
        }
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        Duration spent = Duration.ofMillis(stored.longValue());
        return Json.object()
                .put("hours", Long.toString(spent.toHours()))
                .put("minutes", Integer.toString(spent.toMinutesPart()))
                .put("value", Long.toString(spent.toMillis()));
    }
}
