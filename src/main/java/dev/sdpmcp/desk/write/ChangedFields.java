package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.history.Change.Field;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.tool.shape.ValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a write changed, for the answer to it, so that a caller sees what it overwrote and what it did not change. Stateless.
 */
public final class ChangedFields {

    private static final int MAX_LENGTH = 100;

    private ChangedFields() {}

    /** The member of a result. */
    public static Member member() {
        Shape change = Shape.of(
                "changed",
                List.of(
                        Member.required("field", "Name of the field", Scalar.TEXT),
                        Member.optional(
                                "from",
                                "Content written by users: the value before; missing if there was none",
                                Scalar.TEXT),
                        Member.optional(
                                "to",
                                "Content written by users: the value now; missing if it was cleared",
                                Scalar.TEXT)));
        return Member.optional(
                "changed",
                "The fields that this call changed; long values are cut",
                new ValueType.ListOf(change, Constraints.NONE));
    }

    /**
     * The changed fields.
     *
     * @param before the record before the write; an empty object for a new one
     * @param sent the fields that were sent
     * @param after the record after it, as far as it is known; what it does not show is as it was sent
     * @param names what a tool calls a field, by its path in the API
     * @param zone in which times are shown
     */
    public static ArrayNode of(
            JsonNode before, ObjectNode sent, JsonNode after, Map<String, String> names, DeskZone zone) {
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        for (Field field : KeptValues.planned(before, sent)) {
            JsonNode now = after.at("/" + field.name().replace('.', '/'));
            ObjectNode row = changed.addObject().put("field", names.getOrDefault(field.name(), field.name()));
            put(row, "from", KeptValues.shown(field.name(), field.before(), MAX_LENGTH, zone));
            String kept = now.isMissingNode() ? field.after() : KeptValues.kept(now);
            put(row, "to", KeptValues.shown(field.name(), kept, MAX_LENGTH, zone));
        }
        return changed;
    }

    private static void put(ObjectNode row, String name, @Nullable String value) {
        if (value != null) {
            row.put(name, value);
        }
    }
}
