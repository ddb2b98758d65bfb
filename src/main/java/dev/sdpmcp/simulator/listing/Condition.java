package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** One field, one operator, its values: made into a test of records. */
final class Condition {
    private static final int MIN_ID_DIGITS = 15;

    private Condition() {}

    /**
     * The test that a condition means. Several values are alternatives; without a value the test is whether the field
     * is empty.
     *
     * @throws ApiFailure if the operator does not go with the field, or a value is of another type
     */
    static Predicate<Entity> of(FieldPath path, Operator operator, List<JsonNode> values) {
        Predicate<Entity> plain = positive(path, operator, values);
        return operator.isDenial() ? plain.negate() : plain;
    }

    private static Predicate<Entity> positive(FieldPath path, Operator operator, List<JsonNode> values) {
        if (values.isEmpty()) {
            if (operator.isEquality()) {
                return entity -> path.values(entity).isEmpty();
            }
            throw refuse(path, "a value is needed");
        }
        if (operator.isEquality()) {
            return anyOf(values, value -> equality(path, value));
        }
        if (operator.isTextual()) {
            return anyOf(values, value -> textual(path.toName(), operator, value));
        }
        return comparison(path, operator, values);
    }

    private static Predicate<Entity> anyOf(
            List<JsonNode> values, java.util.function.Function<JsonNode, Predicate<Entity>> one) {
        return values.stream().map(one).reduce(entity -> false, Predicate::or);
    }

    private static Predicate<Entity> equality(FieldPath path, JsonNode value) {
        if (path.kind() == Kind.REFERENCE) {
            return reference(path, value);
        }
        if (path.kind() == Kind.TEXT) {
            String wanted = scalar(path, value);
            return any(path, stored -> stored.asText().equalsIgnoreCase(wanted));
        }
        if (path.kind() == Kind.BOOLEAN) {
            boolean wanted = yesOrNo(path, value);
            Predicate<Entity> set = any(path, JsonNode::booleanValue);
            return wanted ? set : set.negate();
        }
        BigDecimal wanted = number(path, value);
        return any(path, stored -> stored.decimalValue().compareTo(wanted) == 0);
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

    private static Predicate<Entity> textual(FieldPath path, Operator operator, JsonNode value) {
        if (path.kind() != Kind.TEXT) {
            throw refuse(path, "this condition is for text");
        }
        JsonNode named = value.isObject() ? value.path("name") : value;
        String wanted = scalar(path, named).toLowerCase(Locale.ROOT);
        return any(path, stored -> {
            String text = stored.asText().toLowerCase(Locale.ROOT);
            return switch (operator) {
                case STARTS_WITH -> text.startsWith(wanted);
                case ENDS_WITH -> text.endsWith(wanted);
                default -> text.contains(wanted);
            };
        });
    }

    private static Predicate<Entity> comparison(FieldPath path, Operator operator, List<JsonNode> values) {
        if (path.kind() != Kind.NUMBER && path.kind() != Kind.MOMENT && path.kind() != Kind.SERIAL) {
            throw refuse(path, "this condition is for numbers and dates");
        }
        if (values.size() != (operator.isRange() ? 2 : 1)) {
            throw refuse(path, operator.isRange() ? "two values are needed" : "one value is needed");
        }
        BigDecimal first = number(path, values.getFirst());
        BigDecimal last = number(path, values.getLast());
        return any(path, stored -> {
            int toFirst = stored.decimalValue().compareTo(first);
            return switch (operator) {
                case GREATER -> toFirst > 0;
                case GREATER_OR_EQUAL -> toFirst >= 0;
                case LESSER -> toFirst < 0;
                case LESSER_OR_EQUAL -> toFirst <= 0;
                default -> toFirst >= 0 && stored.decimalValue().compareTo(last) <= 0;
            };
        });
    }

    private static Predicate<Entity> any(FieldPath path, Predicate<JsonNode> test) {
        return entity -> path.values(entity).stream().anyMatch(test);
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
        return ApiFailure.of(
                InnerCode.INVALID_VALUE,
                "search_criteria",
                "Invalid Input: " + path.last().name() + ": " + why);
    }

    private static ApiFailure mismatch(FieldPath path, String wanted) {
        String message = "Data type mismatch: " + path.last().name() + " is compared with " + wanted;
        return ApiFailure.of(InnerCode.TYPE_MISMATCH, "search_criteria", message);
    }

    /** The conditions of {@code search_criteria}, each by its long and short names. */
    enum Operator {
        IS("is", "eq", "="),
        IS_NOT("is not", "neq", "!="),
        GREATER("greater than", "gt"),
        GREATER_OR_EQUAL("greater or equal", "gte"),
        LESSER("lesser than", "lt"),
        LESSER_OR_EQUAL("lesser or equal", "lte"),
        BETWEEN("between"),
        NOT_BETWEEN("not between"),
        CONTAINS("contains"),
        NOT_CONTAINS("not contains"),
        STARTS_WITH("starts with"),
        ENDS_WITH("ends with");

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> names;

        Operator(String... names) {
            this.names = List.of(names);
        }

        /** The operator with this name, without regard to case. */
        static Optional<Operator> named(String name) {
            String lower = name.strip().toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(one -> one.names.contains(lower))
                    .findFirst();
        }

        /** Whether it compares for equality. */
        boolean isEquality() {
            return this == IS || this == IS_NOT;
        }

        /** Whether it looks into text. */
        boolean isTextual() {
            return this == CONTAINS || this == NOT_CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
        }

        /** Whether it needs exactly two values. */
        boolean isRange() {
            return this == BETWEEN || this == NOT_BETWEEN;
        }

        /** Whether it is the denial of another. */
        boolean isDenial() {
            return this == IS_NOT || this == NOT_CONTAINS || this == NOT_BETWEEN;
        }
    }
}
