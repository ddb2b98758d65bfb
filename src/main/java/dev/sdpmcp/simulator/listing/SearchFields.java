package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.listing.Condition.Operator;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads {@code search_fields}, the older and simpler search: all fields have to fit, text and names by "contains". */
final class SearchFields {
    private static final String WHERE = "search_fields";

    private SearchFields() {}

    static Predicate<Entity> read(Portal portal, ModuleDefinition definition, JsonNode fields) {
        if (!fields.isObject()) {
            throw ApiFailure.of(InnerCode.TYPE_MISMATCH, WHERE, "Data type mismatch: give an object");
        }
        Predicate<Entity> all = entity -> true;
        for (Map.Entry<String, JsonNode> entry : fields.properties()) {
            all = all.and(one(FieldPath.resolve(portal, definition, entry.getKey(), WHERE), entry.getValue()));
        }
        return all;
    }

    private static Predicate<Entity> one(FieldPath path, JsonNode value) {
        if (path.kind() == Kind.MOMENT && value.isObject()) {
            return from(path, value).and(to(path, value));
        }
        if (path.kind() == Kind.TEXT || (path.kind() == Kind.REFERENCE && value.isTextual() && isName(path))) {
            return Condition.of(path, Operator.CONTAINS, List.of(value));
        }
        return Condition.of(path, Operator.IS, List.of(value));
    }

    private static boolean isName(FieldPath path) {
        return !path.toName().equals(path);
    }

    private static Predicate<Entity> from(FieldPath path, JsonNode range) {
        return bound(path, Operator.GREATER_OR_EQUAL, range.path("from_time"));
    }

    private static Predicate<Entity> to(FieldPath path, JsonNode range) {
        return bound(path, Operator.LESSER_OR_EQUAL, range.path("to_time"));
    }

    private static Predicate<Entity> bound(FieldPath path, Operator operator, JsonNode moment) {
        return moment.isMissingNode() ? entity -> true : Condition.of(path, operator, List.of(moment));
    }
}
