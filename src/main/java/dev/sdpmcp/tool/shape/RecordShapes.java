package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.sdpmcp.tool.CompletedBy;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.LongText;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shape of a record from its class, and refuses a class that would only fail at the first call. Components are
 * strings, booleans, {@code Integer}, {@code Long}, {@code Double}, enums, other records, and lists and string-keyed maps
 * of these; each has a {@link Description}. The bounds of arguments are those annotations of Bean Validation that JSON
 * Schema can express; others are refused.
 */
public final class RecordShapes {

    private static final Map<Class<?>, Scalar> SCALARS = Map.of(
            String.class, Scalar.TEXT,
            Boolean.class, Scalar.BOOLEAN,
            Integer.class, Scalar.INTEGER,
            Long.class, Scalar.LONG,
            Double.class, Scalar.NUMBER);

    private static final Map<Class<?>, Scalar> PRIMITIVES = Map.of(
            boolean.class, Scalar.BOOLEAN,
            int.class, Scalar.INTEGER,
            long.class, Scalar.LONG,
            double.class, Scalar.NUMBER);

    private final ObjectMapper mapper;
    private final boolean arguments;
    private final Deque<Class<?>> inside = new ArrayDeque<>();

    private RecordShapes(ObjectMapper mapper, boolean arguments) {
        this.mapper = mapper;
        this.arguments = arguments;
    }

    /**
     * The shape of a record of arguments. A component is required if it is {@code @NotNull}, {@code @NotBlank} or {@code
     * @NotEmpty}.
     *
     * @throws IllegalStateException if the record cannot be bound or described; the message names class and component
     */
    public static Shape ofArguments(Class<?> type, ObjectMapper mapper) {
        return new RecordShapes(mapper, true).read(type);
    }

    /**
     * The shape of a record that is a result. A component is required, that is always there, if it is not {@code @Nullable}
     * (JSpecify).
     *
     * @throws IllegalStateException as above
     */
    public static Shape ofResult(Class<?> type, ObjectMapper mapper) {
        return new RecordShapes(mapper, false).read(type);
    }

    private Shape read(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalStateException(type.getName() + " must be a record");
        }
        if (inside.contains(type)) {
            throw new IllegalStateException(type.getName() + " holds itself; a schema must end somewhere");
        }
        for (Annotation annotation : type.getAnnotations()) {
            refuseConstraint(annotation.annotationType(), type.getName());
        }
        inside.push(type);
        Map<String, String> wireNames = wireNames(type);
        List<Shape.Member> members = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            members.add(member(fieldOf(type, component), wireNames.remove(component.getName())));
        }
        if (!wireNames.isEmpty()) {
            throw new IllegalStateException(
                    type.getName() + " writes " + wireNames.values() + ", which is no component: add @JsonIgnore");
        }
        inside.pop();
        return new Shape(type.getName(), members, constructionOf(type));
    }

    /** By name in Java, so that renaming and naming strategies stay Jackson's. */
    private Map<String, String> wireNames(Class<?> type) {
        JavaType javaType = mapper.constructType(type);
        Stream<BeanPropertyDefinition> properties = arguments
                ? mapper.getDeserializationConfig().introspect(javaType).findProperties().stream()
                        .filter(BeanPropertyDefinition::couldDeserialize)
                : mapper.getSerializationConfig().introspect(javaType).findProperties().stream()
                        .filter(BeanPropertyDefinition::couldSerialize);
        Map<String, String> names = new TreeMap<>();
        properties.forEach(property -> names.put(property.getInternalName(), property.getName()));
        return names;
    }

    private static Field fieldOf(Class<?> type, RecordComponent component) {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Shape.Member member(Field field, @Nullable String name) {
        String where = field.getDeclaringClass().getName() + "." + field.getName();
        if (name == null || !Shape.NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                    where + ": the name on the wire must match " + Shape.NAME + " but is " + name);
        }
        Description description = field.getAnnotation(Description.class);
        if (description == null || description.value().isBlank()) {
            throw new IllegalStateException(where + " has no @Description");
        }
        CompletedBy completed = field.getAnnotation(CompletedBy.class);
        return new Shape.Member(
                name,
                description.value(),
                type(mapper.constructType(field.getGenericType()), field.getAnnotatedType(), where),
                constraints(field, where),
                isRequired(field),
                completed == null ? null : completed.value());
    }

    private boolean isRequired(Field field) {
        return arguments
                ? Stream.of(NotNull.class, NotBlank.class, NotEmpty.class).anyMatch(field::isAnnotationPresent)
                : !field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private ValueType type(JavaType type, AnnotatedType annotated, String where) {
        Class<?> raw = type.getRawClass();
        Scalar scalar = SCALARS.get(raw);
        if (scalar != null) {
            return scalar;
        }
        if (type.isRecordType()) {
            return read(raw);
        }
        if (raw == List.class) {
            AnnotatedType element = content(annotated, 0);
            return new ValueType.ListOf(type(type.getContentType(), element, where), constraints(element, where));
        }
        if (raw == Map.class && type.getKeyType().hasRawClass(String.class)) {
            AnnotatedType value = content(annotated, 1);
            return new ValueType.MapOf(type(type.getContentType(), value, where), constraints(value, where));
        }
        if (raw.isEnum()) {
            return Choice.of(raw, mapper);
        }
        Scalar primitive = PRIMITIVES.get(raw);
        if (primitive != null && arguments) {
            throw new IllegalStateException(where + " is a primitive, which cannot be missing: use the boxed type, with"
                    + " @NotNull if the argument is required");
        }
        if (primitive != null) {
            return primitive;
        }
        throw new IllegalStateException(
                where + " is a " + type.toCanonical() + ": use a String, Boolean, Integer, Long,"
                        + " Double, an enum, a record, or a List or Map<String, ...> of these");
    }

    /** The type inside a list or map, with the bounds that are written there. */
    private static AnnotatedType content(AnnotatedType annotated, int position) {
        return ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[position];
    }

    private static Constraints constraints(AnnotatedElement element, String where) {
        int minSize = 0;
        int maxSize = Integer.MAX_VALUE;
        Long min = null;
        Long max = null;
        java.util.regex.Pattern pattern = null;
        boolean notBlank = false;
        for (Annotation annotation : element.getAnnotations()) {
            switch (annotation) {
                case Size size -> {
                    minSize = size.min();
                    maxSize = size.max();
                }
                case Min least -> min = least.value();
                case Max most -> max = most.value();
                case Pattern text -> pattern = java.util.regex.Pattern.compile(text.regexp());
                case NotBlank content -> notBlank = true;
                case NotEmpty content -> notBlank = true;
                case NotNull there -> {}
                default -> refuseConstraint(annotation.annotationType(), where);
            }
        }
        boolean longText = element.isAnnotationPresent(LongText.class);
        return new Constraints(minSize, maxSize, min, max, pattern, notBlank, longText);
    }

    private static void refuseConstraint(Class<? extends Annotation> type, String where) {
        if (type.isAnnotationPresent(Constraint.class)) {
            throw new IllegalStateException(where + ": @" + type.getSimpleName() + " is not checked here;"
                    + " use @Size, @Min, @Max, @Pattern, @NotNull, @NotBlank or @NotEmpty");
        }
    }

    /** The canonical constructor. What it throws passes unchanged: InvalidArguments if two components disagree. */
    private static Function<@Nullable Object[], Object> constructionOf(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        MethodHandle constructor;
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type.getName() + " cannot be constructed", impossible);
        }
        return values -> construct(constructor, values);
    }

    private static Object construct(MethodHandle constructor, @Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
