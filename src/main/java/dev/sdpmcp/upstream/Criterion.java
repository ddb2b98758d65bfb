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
 * @param children conditions in brackets that follow this one: {@code A or (B and C)}
 */
public record Criterion(String field, String condition, List<JsonNode> values, List<Child> children) {

    public Criterion {
        values = List.copyOf(values);
        children = List.copyOf(children);
    }

    /**
     * A condition in the brackets.
     *
     * @param operator {@code and} or {@code or}: what stands before it, and before the brackets if it is the first
     */
    public record Child(String operator, Criterion criterion) {}

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

    public static Criterion isNotEmpty(String field) {
        return new Criterion(field, "is not", List.of(), List.of());
    }

    /** That a lookup is none of these records. */
    public static Criterion isNotAnyOfIds(String lookup, List<String> ids) {
        List<JsonNode> records = ids.stream()
                .map(id -> (JsonNode) JsonNodeFactory.instance.objectNode().put("id", id))
                .toList();
        return new Criterion(lookup, "is not", records, List.of());
    }

    /** Exactly at the time, to the millisecond. */
    public static Criterion at(String field, Instant moment) {
        return new Criterion(field, "is", List.of(millis(moment)), List.of());
    }

    /** Ignores case. */
    public static Criterion contains(String field, String part) {
        return new Criterion(field, "contains", List.of(TextNode.valueOf(part)), List.of());
    }

    public static Criterion notBefore(String field, Instant moment) {
        return new Criterion(field, "greater or equal", List.of(millis(moment)), List.of());
    }

    public static Criterion after(String field, Instant moment) {
        return new Criterion(field, "greater than", List.of(millis(moment)), List.of());
    }

    public static Criterion notAfter(String field, Instant moment) {
        return new Criterion(field, "lesser or equal", List.of(millis(moment)), List.of());
    }

    public static Criterion before(String field, Instant moment) {
        return new Criterion(field, "lesser than", List.of(millis(moment)), List.of());
    }

    /** The same with {@code or} and the other at the end of the brackets. */
    public Criterion or(Criterion other) {
        return with(new Child("or", other));
    }

    /** The same with {@code and} and the other at the end of the brackets: {@code A.or(B).and(C)} is A or (B and C). */
    public Criterion and(Criterion other) {
        return with(new Child("and", other));
    }

    private Criterion with(Child child) {
        List<Child> more = new ArrayList<>(children);
        more.add(child);
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
        if (!children.isEmpty()) {
            ArrayNode inner = node.putArray("children");
            children.forEach(child -> inner.add(child.criterion.toJson().put("logical_operator", child.operator)));
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
