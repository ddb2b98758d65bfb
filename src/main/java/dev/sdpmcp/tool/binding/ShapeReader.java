package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.sdpmcp.tool.Description;
import jakarta.validation.Valid;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a record from its class, and refuses what would only fail at the first call. For one thread. */
final class ShapeReader {

    /** Model providers refuse property names outside this. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    private static final Set<Class<?>> SCALARS =
            Set.of(String.class, Boolean.class, Integer.class, Long.class, Double.class);

    private static final Set<Class<?>> PRIMITIVES = Set.of(boolean.class, int.class, long.class, double.class);

    private final ObjectMapper mapper;
    private final Use use;
    private final Deque<Class<?>> inside = new ArrayDeque<>();

    ShapeReader(ObjectMapper mapper, Use use) {
        this.mapper = mapper;
        this.use = use;
    }

    RecordShape read(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalStateException(type.getName() + " must be a record");
        }
        if (inside.contains(type)) {
            throw new IllegalStateException(type.getName() + " holds itself; a schema must end somewhere");
        }
        inside.push(type);
        Map<String, String> wireNames = wireNames(type);
        List<RecordShape.Member> members = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = wireNames.remove(component.getName());
            members.add(member(fieldOf(type, component), name));
        }
        if (!wireNames.isEmpty()) {
            throw new IllegalStateException(
                    type.getName() + " writes " + wireNames.values() + ", which is no component: add @JsonIgnore");
        }
        inside.pop();
        return new RecordShape(type, members);
    }

    /** By name in Java, so that renaming and naming strategies are Jackson's business alone. */
    private Map<String, String> wireNames(Class<?> type) {
        JavaType javaType = mapper.constructType(type);
        Stream<BeanPropertyDefinition> properties = switch (use) {
            case ARGUMENTS ->
                mapper.getDeserializationConfig().introspect(javaType).findProperties().stream()
                        .filter(BeanPropertyDefinition::couldDeserialize);
            case RESULT ->
                mapper.getSerializationConfig().introspect(javaType).findProperties().stream()
                        .filter(BeanPropertyDefinition::couldSerialize);
        };
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

    private RecordShape.Member member(Field field, @Nullable String name) {
        String where = field.getDeclaringClass().getName() + "." + field.getName();
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalStateException(where + ": the name on the wire must match " + NAME + " but is " + name);
        }
        Description description = field.getAnnotation(Description.class);
        if (description == null || description.value().isBlank()) {
            throw new IllegalStateException(where + " has no @Description");
        }
        JavaType type = mapper.constructType(field.getGenericType());
        RecordShape inner = inner(type, where);
        if (use == Use.ARGUMENTS && inner != null && !isCascaded(field)) {
            throw new IllegalStateException(where + " must be @Valid, or the constraints inside it are not checked");
        }
        return new RecordShape.Member(field, name, type, description.value(), use.requires(field), inner);
    }

    private @Nullable RecordShape inner(JavaType type, String where) {
        Class<?> raw = type.getRawClass();
        if (type.isRecordType()) {
            return read(raw);
        }
        if (raw == List.class || (raw == Map.class && type.getKeyType().hasRawClass(String.class))) {
            return inner(type.getContentType(), where);
        }
        if (raw.isEnum() || SCALARS.contains(raw)) {
            return null;
        }
        if (PRIMITIVES.contains(raw)) {
            if (use == Use.RESULT) {
                return null;
            }
            throw new IllegalStateException(where + " is a primitive, which cannot be missing: use the boxed type, with"
                    + " @NotNull if the argument is required");
        }
        throw new IllegalStateException(
                where + " is a " + type.toCanonical() + ": use a String, Boolean, Integer, Long,"
                        + " Double, an enum, a record, or a List or Map<String, ...> of these");
    }

    private static boolean isCascaded(Field field) {
        AnnotatedElement[] content = field.getAnnotatedType() instanceof AnnotatedParameterizedType generic
                ? generic.getAnnotatedActualTypeArguments()
                : new AnnotatedElement[0];
        return field.isAnnotationPresent(Valid.class)
                || Arrays.stream(content).anyMatch(argument -> argument.isAnnotationPresent(Valid.class));
    }
}
