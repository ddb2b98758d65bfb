package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads {@code search_criteria}: one criterion or an array of them, joined from left to right by each one's {@code
 * logical_operator}; a criterion's {@code children} are joined in brackets: {@code A op (B op C)}, the
 * first child carrying the operator in front of the bracket. Reads {@code search_fields} too.
 */
final class CriteriaReader {
    private static final String WHERE = Condition.WHERE;
    private static final String SEARCH_FIELDS = "search_fields";
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
            throw ApiFailure.mismatch(WHERE, "give an object or an array");
        }
        if (!criteria.isEmpty() && criteria.get(0).hasNonNull(LOGICAL_OPERATOR)) {
            throw refuse("the first criterion carries no logical_operator");
        }
        return joined(criteria);
    }

    /** The test of {@code search_fields}, the older and simpler search: all fields have to fit. */
    Predicate<Entity> readFields(JsonNode fields) {
        if (!fields.isObject()) {
            throw ApiFailure.mismatch(SEARCH_FIELDS, "give an object");
        }
        Predicate<Entity> all = entity -> true;
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            all = all.and(
                    searched(FieldPath.resolve(portal, definition, field.getKey(), SEARCH_FIELDS), field.getValue()));
        }
        return all;
    }

    private Predicate<Entity> criterion(JsonNode criterion) {
        checkShape(criterion);
        Condition condition = Condition.named(criterion.path("condition").asText());
        FieldPath path =
                FieldPath.resolve(portal, definition, criterion.path("field").asText(), WHERE);
        Predicate<Entity> own = condition.of(path, values(criterion));
        JsonNode children = criterion.path("children");
        if (children.isEmpty()) {
            return own;
        }
        if (!children.isArray()) {
            throw ApiFailure.mismatch(WHERE, "children is an array");
        }
        return isOr(children.get(0)) ? own.or(joined(children)) : own.and(joined(children));
    }

    private Predicate<Entity> joined(JsonNode criteria) {
        if (criteria.isEmpty()) {
            return entity -> true;
        }
        Predicate<Entity> all = criterion(criteria.get(0));
        for (int at = 1; at < criteria.size(); at++) {
            Predicate<Entity> next = criterion(criteria.get(at));
            all = isOr(criteria.get(at)) ? all.or(next) : all.and(next);
        }
        return all;
    }

    private void checkShape(JsonNode criterion) {
        if (++seen > MAX_CRITERIA) {
            throw refuse("more than " + MAX_CRITERIA + " criteria");
        }
        if (!criterion.isObject()) {
            throw ApiFailure.mismatch(WHERE, "a criterion is an object");
        }
        ApiFailure.refuseOtherKeys(criterion, KEYS);
        if (!criterion.path("field").isTextual() || !criterion.path("condition").isTextual()) {
            throw refuse("a criterion needs a field and a condition");
        }
    }

    private static List<JsonNode> values(JsonNode criterion) {
        JsonNode several = criterion.path("values");
        if (!several.isArray() && !several.isMissingNode() && !several.isNull()) {
            throw ApiFailure.mismatch(WHERE, "values is an array");
        }
        JsonNode value = criterion.path("value");
        Stream<JsonNode> single = value.isArray() ? value.valueStream() : Stream.of(value);
        return Stream.concat(several.valueStream(), single)
                .filter(one -> !one.isNull() && !one.isMissingNode())
                .toList();
    }

    private static boolean isOr(JsonNode criterion) {
        String operator = criterion.path(LOGICAL_OPERATOR).asText("and");
        if (!operator.equalsIgnoreCase("or") && !operator.equalsIgnoreCase("and")) {
            throw refuse("unknown logical_operator '" + operator + "'");
        }
        return operator.equalsIgnoreCase("or");
    }

    /** Text and names are searched by "contains", moments by {@code from_time} and {@code to_time}. */
    private static Predicate<Entity> searched(FieldPath path, JsonNode value) {
        if (path.kind() == Kind.MOMENT && value.isObject()) {
            return bound(path, "gte", value.path("from_time")).and(bound(path, "lte", value.path("to_time")));
        }
        boolean isName = path.kind() == Kind.REFERENCE
                && value.isTextual()
                && !path.toName().equals(path);
        return Condition.named(path.kind() == Kind.TEXT || isName ? "contains" : "is")
                .of(path, List.of(value));
    }

    private static Predicate<Entity> bound(FieldPath path, String condition, JsonNode moment) {
        return moment.isMissingNode()
                ? entity -> true
                : Condition.named(condition).of(path, List.of(moment));
    }

    private static ApiFailure refuse(String why) {
        return ApiFailure.invalid(WHERE, "Invalid Input: " + why);
    }
}
