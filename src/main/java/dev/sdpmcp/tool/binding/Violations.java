package dev.sdpmcp.tool.binding;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Words broken constraints for a model. A message given in the annotation is used as it is; for the constraints that the
 * schema shows we have our own words, since those of the validator depend on the language of the machine.
 */
final class Violations {

    private static final String EMPTY = "must not be empty";

    private Violations() {}

    /** In the order of their places, so that the same mistake always reads the same. */
    static Complaints of(RecordShape shape, Set<ConstraintViolation<Object>> violations) {
        TreeMap<String, String> byPlace = new TreeMap<>();
        for (ConstraintViolation<Object> violation : violations) {
            byPlace.merge(place(shape, violation.getPropertyPath()), words(violation), Violations::joined);
        }
        Complaints complaints = new Complaints();
        byPlace.forEach(complaints::add);
        return complaints;
    }

    private static String joined(String one, String other) {
        return one.compareTo(other) < 0 ? one + " and " + other : other + " and " + one;
    }

    private static String words(ConstraintViolation<Object> violation) {
        boolean standard = violation.getMessageTemplate().startsWith("{jakarta.validation.constraints.");
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        String words = standard ? words(constraint, violation.getInvalidValue()) : null;
        return words == null ? violation.getMessage() : words + was(violation.getInvalidValue());
    }

    private static @Nullable String words(Annotation constraint, @Nullable Object value) {
        return switch (constraint) {
            case Min min -> "must be at least " + min.value();
            case Max max -> "must be at most " + max.value();
            case Size size -> "must have " + range(size, value instanceof CharSequence ? "character" : "element");
            case NotBlank blank -> EMPTY;
            case NotEmpty empty -> EMPTY;
            case Pattern pattern -> "must match " + pattern.regexp();
            case Email email -> "must be an e-mail address";
            default -> null;
        };
    }

    private static String range(Size size, String unit) {
        int last = size.max() == Integer.MAX_VALUE ? size.min() : size.max();
        String units = " " + unit + (last == 1 ? "" : "s");
        if (size.min() == 0) {
            return "at most " + size.max() + units;
        }
        return size.max() == Integer.MAX_VALUE
                ? "at least " + size.min() + units
                : size.min() + " to " + size.max() + units;
    }

    private static String was(@Nullable Object value) {
        if (value instanceof Number number) {
            return ", not " + number;
        }
        return value instanceof String text && !text.isBlank() ? ", not \"" + Complaints.shortened(text) + "\"" : "";
    }

    /** The path of the validator has the names in Java; the client knows those on the wire. */
    private static String place(RecordShape shape, Path path) {
        StringBuilder place = new StringBuilder();
        RecordShape current = shape;
        for (Path.Node node : path) {
            if (node.isInIterable()) {
                place.append('[')
                        .append(node.getIndex() == null ? node.getKey() : node.getIndex())
                        .append(']');
            }
            String javaName = node.getName();
            boolean member = javaName != null && !javaName.startsWith("<");
            if (member) {
                place.append(place.isEmpty() ? "" : ".").append(wireName(current, javaName));
                current = inner(current, javaName);
            }
        }
        return place.toString();
    }

    private static String wireName(@Nullable RecordShape shape, String javaName) {
        RecordShape.Member member = shape == null ? null : shape.declared(javaName);
        return member == null ? javaName : member.name();
    }

    private static @Nullable RecordShape inner(@Nullable RecordShape shape, String javaName) {
        RecordShape.Member member = shape == null ? null : shape.declared(javaName);
        return member == null ? null : member.inner();
    }
}
