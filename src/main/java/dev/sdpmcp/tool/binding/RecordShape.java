package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as the client sees it: which members it has on the wire, what they mean and which may be missing.
 *
 * <p>Only records that survive the way to the client and back have a shape: their components are strings, booleans,
 * {@code Integer}, {@code Long}, {@code Double}, enums, other records, and lists and string-keyed maps of these; each
 * one has a {@link dev.sdpmcp.tool.Description}.
 */
public record RecordShape(Class<?> type, List<Member> members) {

    public RecordShape {
        members = List.copyOf(members);
    }

    /**
     * One component.
     *
     * @param field carries the annotations of the component
     * @param name on the wire, which may differ from the one in Java
     * @param required whether JSON without it is invalid
     * @param inner the shape of the record that the component is, or is a list or map of; null if it holds none
     */
    public record Member(
            Field field,
            String name,
            JavaType type,
            String description,
            boolean required,
            @Nullable RecordShape inner) {}

    /**
     * The shape of a record of arguments. What is {@code @NotNull}, {@code @NotBlank} or {@code @NotEmpty} is required.
     *
     * @throws IllegalStateException if the record cannot be bound or described; the message names class and component
     */
    public static RecordShape ofArguments(Class<?> type, ObjectMapper mapper) {
        return new ShapeReader(mapper, Use.ARGUMENTS).read(type);
    }

    /**
     * The shape of a record that is a result. What is not {@code @Nullable} (JSpecify) is required, that is always there.
     *
     * @throws IllegalStateException as above
     */
    public static RecordShape ofResult(Class<?> type, ObjectMapper mapper) {
        return new ShapeReader(mapper, Use.RESULT).read(type);
    }

    /** @return null if no component has that name in Java */
    @Nullable
    Member declared(String javaName) {
        return members.stream()
                .filter(member -> member.field.getName().equals(javaName))
                .findFirst()
                .orElse(null);
    }

    /** The names on the wire, in the order of the components. */
    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }
}
