package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.listing.Condition.Operator;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads {@code search_criteria}: one criterion or an array of them, joined from left to right by each one's {@code
 * logical_operator}; a criterion's {@code children} are joined in brackets: {@code A op (B op C)}, the
 * first child carrying the operator in front of the bracket.
 */
final class CriteriaReader {
    private static final String WHERE = "search_criteria";
    private static final String LOGICAL_OPERATOR = "logical_operator";
    private static final Set<String> KEYS =
            Set.of("field", "condition", "value", "values", LOGICAL_OPERATOR, "children");
    private static final int MAX_CRITERIA = 200;

    private final Portal portal;
    private final ModuleDefinition definition;
    private int seen;

    CriteriaReader(Portal portal, ModuleDefinition definition) {
        this.portal = portal;
        this.definition = definition;
    }

    /** The test that the criteria mean. */
    Predicate<Entity> read(JsonNode criteria) {
        if (criteria.isObject()) {
            return criterion(criteria);
        }
        if (!criteria.isArray()) {
            throw ApiFailure.of(InnerCode.TYPE_MISMATCH, WHERE, "Data type mismatch: give an object or an array");
        }
        if (!criteria.isEmpty() && criteria.get(0).hasNonNull(LOGICAL_OPERATOR)) {
            throw refuse("the first criterion carries no logical_operator");
        }
        return joined(criteria);
    }

    private Predicate<Entity> criterion(JsonNode criterion) {
        checkShape(criterion);
        String condition = criterion.path("condition").asText();
        Operator operator =
                Operator.named(condition).orElseThrow(() -> refuse("unknown condition '" + condition + "'"));
        FieldPath path =
                FieldPath.resolve(portal, definition, criterion.path("field").asText(), WHERE);
        Predicate<Entity> own = Condition.of(path, operator, values(criterion));
        JsonNode children = criterion.path("children");
        if (children.isEmpty()) {
            return own;
        }
        if (!children.isArray()) {
            throw ApiFailure.of(InnerCode.TYPE_MISMATCH, WHERE, "Data type mismatch: children is an array");
        }
        return isOr(children.get(0)) ? own.or(joined(children)) : own.and(joined(children));
    }

    private Predicate<Entity> joined(JsonNode criteria) {
        Predicate<Entity> all = entity -> true;
        boolean first = true;
        for (JsonNode one : criteria) {
            Predicate<Entity> next = criterion(one);
            if (first) {
                all = next;
                first = false;
            } else {
                all = isOr(one) ? all.or(next) : all.and(next);
            }
        }
        return all;
    }

    private void checkShape(JsonNode criterion) {
        if (++seen > MAX_CRITERIA) {
            throw refuse("more than " + MAX_CRITERIA + " criteria");
        }
        if (!criterion.isObject()) {
            throw ApiFailure.of(InnerCode.TYPE_MISMATCH, WHERE, "Data type mismatch: a criterion is an object");
        }
        ApiFailure.refuseOtherKeys(criterion, KEYS);
        if (!criterion.path("field").isTextual() || !criterion.path("condition").isTextual()) {
            throw refuse("a criterion needs a field and a condition");
        }
    }

    private static List<JsonNode> values(JsonNode criterion) {
        List<JsonNode> values = new ArrayList<>();
        JsonNode several = criterion.path("values");
        if (several.isArray()) {
            several.forEach(values::add);
        } else if (!several.isMissingNode() && !several.isNull()) {
            throw ApiFailure.of(InnerCode.TYPE_MISMATCH, WHERE, "Data type mismatch: values is an array");
        }
        JsonNode single = criterion.path("value");
        if (single.isArray()) {
            single.forEach(values::add);
        } else if (!single.isMissingNode()) {
            values.add(single);
        }
        values.removeIf(JsonNode::isNull);
        return values;
    }

    private static boolean isOr(JsonNode criterion) {
        String operator = criterion.path(LOGICAL_OPERATOR).asText("and");
        if (operator.equalsIgnoreCase("or")) {
            return true;
        }
        if (operator.equalsIgnoreCase("and")) {
            return false;
        }
        throw refuse("unknown logical_operator '" + operator + "'");
    }

    private static ApiFailure refuse(String why) {
        return ApiFailure.of(InnerCode.INVALID_VALUE, WHERE, "Invalid Input: " + why);
    }

    /**
     * Reads {@code search_fields}, the older and simpler search: all fields have to fit, text and names by "contains".
     */
    static final class SearchFields {
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
}
