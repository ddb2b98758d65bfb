package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One condition of a search, in the grammar of {@code search_criteria}. Immutable.
 *
 * @param field a dotted path, as in {@code status.name}
 * @param condition the operator in words, as in {@code is not}
 * @param values what to compare with; none means "is empty"
 * @param alternatives conditions of which one may hold instead of this one
 */
public record Criterion(String field, String condition, List<JsonNode> values, List<Criterion> alternatives) {

    public Criterion {
        values = List.copyOf(values);
        alternatives = List.copyOf(alternatives);
    }

    public static Criterion is(String field, String value) {
        return new Criterion(field, "is", List.of(TextNode.valueOf(value)), List.of());
    }

    /** For {@code display_id}, which does not match text. */
    public static Criterion is(String field, long value) {
        return new Criterion(field, "is", List.of(LongNode.valueOf(value)), List.of());
    }

    public static Criterion is(String field, boolean value) {
        return new Criterion(field, "is", List.of(BooleanNode.valueOf(value)), List.of());
    }

    public static Criterion isAnyOf(String field, List<String> values) {
        return new Criterion(field, "is", texts(values), List.of());
    }

    public static Criterion isNoneOf(String field, List<String> values) {
        return new Criterion(field, "is not", texts(values), List.of());
    }

    public static Criterion isEmpty(String field) {
        return new Criterion(field, "is", List.of(), List.of());
    }

    /** Ignores case. */
    public static Criterion contains(String field, String part) {
        return new Criterion(field, "contains", List.of(TextNode.valueOf(part)), List.of());
    }

    public static Criterion notBefore(String field, Instant moment) {
        return new Criterion(field, "greater or equal", List.of(millis(moment)), List.of());
    }

    public static Criterion before(String field, Instant moment) {
        return new Criterion(field, "lesser than", List.of(millis(moment)), List.of());
    }

    /** Either this one or the other must hold. */
    public Criterion or(Criterion other) {
        List<Criterion> more = new ArrayList<>(alternatives);
        more.add(other);
        return new Criterion(field, condition, values, more);
    }

    /** All of them must hold. The API refuses an operator on the first and requires one on each of the others. */
    static ArrayNode allOf(List<Criterion> criteria) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Criterion criterion : criteria) {
            ObjectNode node = criterion.toJson();
            if (!array.isEmpty()) {
                node.put("logical_operator", "and");
            }
            array.add(node);
        }
        return array;
    }

    private ObjectNode toJson() {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("field", field).put("condition", condition);
        if (values.size() == 1) {
            node.set("value", values.getFirst());
        } else {
            ArrayNode all = node.putArray("values");
            values.forEach(all::add);
        }
        if (!alternatives.isEmpty()) {
            ArrayNode children = node.putArray("children");
            alternatives.forEach(other -> children.add(other.toJson().put("logical_operator", "or")));
        }
        return node;
    }

    private static JsonNode millis(Instant moment) {
        return TextNode.valueOf(Long.toString(moment.toEpochMilli()));
    }

    private static List<JsonNode> texts(List<String> values) {
        return values.stream().map(value -> (JsonNode) TextNode.valueOf(value)).toList();
    }
}
