package dev.sdpmcp.simulator.listing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        return Arrays.stream(values()).filter(one -> one.names.contains(lower)).findFirst();
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
