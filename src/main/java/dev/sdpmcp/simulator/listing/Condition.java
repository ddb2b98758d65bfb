package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.wire.ApiFailure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A condition of {@code search_criteria}: makes a test of records from a field and values. Several values are
 * alternatives; without a value equality tests whether the field is empty.
 */
interface Condition {
    /** The key of {@code list_info} that conditions stand in. */
    String WHERE = "search_criteria";

    /** Ids have at least that many digits. */
    int MIN_ID_DIGITS = 15;

    /**
     * The test that this condition means.
     *
     * @throws ApiFailure if the condition does not go with the field, or a value is of another type
     */
    Predicate<Entity> of(FieldPath path, List<JsonNode> values);

    /**
     * The condition with this long or short name, without regard to case.
     *
     * @throws ApiFailure if there is none
     */
    static Condition named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "is", "eq", "=" -> Condition::equality;
            case "is not", "neq", "!=" -> not(Condition::equality);
            case "greater than", "gt" -> comparison(order -> order > 0);
            case "greater or equal", "gte" -> comparison(order -> order >= 0);
            case "lesser than", "lt" -> comparison(order -> order < 0);
            case "lesser or equal", "lte" -> comparison(order -> order <= 0);
            case "between" -> Condition::between;
            case "not between" -> not(Condition::between);
            case "contains" -> textual(String::contains);
            case "not contains" -> not(textual(String::contains));
            case "starts with" -> textual(String::startsWith);
            case "ends with" -> textual(String::endsWith);
            default -> throw ApiFailure.invalid(WHERE, "Invalid Input: unknown condition '" + name + "'");
        };
    }

    private static Condition not(Condition condition) {
        return (path, values) -> condition.of(path, values).negate();
    }

    private static Predicate<Entity> equality(FieldPath path, List<JsonNode> values) {
        return values.isEmpty()
                ? entity -> path.values(entity).isEmpty()
                : anyOf(values, value -> equality(path, value));
    }

    private static Predicate<Entity> equality(FieldPath path, JsonNode value) {
        return switch (path.kind()) {
            case REFERENCE -> reference(path, value);
            case TEXT -> {
                String wanted = scalar(path, value);
                yield any(path, stored -> stored.asText().equalsIgnoreCase(wanted));
            }
            case BOOLEAN -> {
                Predicate<Entity> set = any(path, JsonNode::booleanValue);
                yield yesOrNo(path, value) ? set : set.negate();
            }
            default -> {
                BigDecimal wanted = number(path, value);
                yield any(path, stored -> stored.decimalValue().compareTo(wanted) == 0);
            }
        };
    }

    private static Predicate<Entity> reference(FieldPath path, JsonNode value) {
        if (value.isObject() && value.hasNonNull("id")) {
            return byId(path, value.path("id").asText());
        }
        String wanted = value.isObject()
                ? value.path("name").asText(value.path("email_id").asText())
                : scalar(path, value);
        boolean isId = wanted.length() >= MIN_ID_DIGITS && wanted.chars().allMatch(Character::isDigit);
        if (isId || path.toName().equals(path)) {
            return byId(path, wanted);
        }
        FieldPath names = value.hasNonNull("email_id") ? path.member("email_id").orElse(path) : path.toName();
        return any(names, stored -> stored.asText().equalsIgnoreCase(wanted));
    }

    private static Predicate<Entity> byId(FieldPath path, String id) {
        return any(path, stored -> stored.asText().equals(id));
    }

    private static Condition textual(BiPredicate<String, String> test) {
        return (given, values) -> {
            needValue(given, values);
            FieldPath path = given.toName();
            if (path.kind() != Kind.TEXT) {
                throw refuse(path, "this condition is for text");
            }
            return anyOf(values, value -> {
                JsonNode named = value.isObject() ? value.path("name") : value;
                String wanted = scalar(path, named).toLowerCase(Locale.ROOT);
                return any(path, stored -> test.test(stored.asText().toLowerCase(Locale.ROOT), wanted));
            });
        };
    }

    private static Condition comparison(IntPredicate test) {
        return (path, values) -> {
            needNumbers(path, values, 1);
            BigDecimal bound = number(path, values.getFirst());
            return any(path, stored -> test.test(stored.decimalValue().compareTo(bound)));
        };
    }

    private static Predicate<Entity> between(FieldPath path, List<JsonNode> values) {
        needNumbers(path, values, 2);
        BigDecimal first = number(path, values.getFirst());
        BigDecimal last = number(path, values.getLast());
        return any(
                path,
                stored -> stored.decimalValue().compareTo(first) >= 0
                        && stored.decimalValue().compareTo(last) <= 0);
    }

    private static Predicate<Entity> anyOf(List<JsonNode> values, Function<JsonNode, Predicate<Entity>> one) {
        return values.stream().map(one).reduce(entity -> false, Predicate::or);
    }

    private static Predicate<Entity> any(FieldPath path, Predicate<JsonNode> test) {
        return entity -> path.values(entity).stream().anyMatch(test);
    }

    private static void needValue(FieldPath path, List<JsonNode> values) {
        if (values.isEmpty()) {
            throw refuse(path, "a value is needed");
        }
    }

    private static void needNumbers(FieldPath path, List<JsonNode> values, int count) {
        needValue(path, values);
        if (path.kind() != Kind.NUMBER && path.kind() != Kind.MOMENT && path.kind() != Kind.SERIAL) {
            throw refuse(path, "this condition is for numbers and dates");
        }
        if (values.size() != count) {
            throw refuse(path, count == 2 ? "two values are needed" : "one value is needed");
        }
    }

    private static BigDecimal number(FieldPath path, JsonNode value) {
        boolean textAllowed = path.kind() != Kind.SERIAL;
        if (!value.isNumber() && !(value.isTextual() && textAllowed)) {
            throw mismatch(path, textAllowed ? "a number" : "an integer, without quotation marks");
        }
        try {
            return new BigDecimal(value.asText());
        } catch (NumberFormatException e) {
            throw refuse(path, "not a number: " + value.asText());
        }
    }

    private static boolean yesOrNo(FieldPath path, JsonNode value) {
        if (!value.isBoolean() && !value.asText().matches("(?i)true|false")) {
            throw mismatch(path, "true or false");
        }
        return Boolean.parseBoolean(value.asText());
    }

    private static String scalar(FieldPath path, JsonNode value) {
        if (!value.isValueNode()) {
            throw mismatch(path, "a plain value");
        }
        return value.asText();
    }

    private static ApiFailure refuse(FieldPath path, String why) {
        return ApiFailure.invalid(WHERE, "Invalid Input: " + path.last().name() + ": " + why);
    }

    private static ApiFailure mismatch(FieldPath path, String wanted) {
        return ApiFailure.mismatch(WHERE, path.last().name() + " is compared with " + wanted);
    }
}
