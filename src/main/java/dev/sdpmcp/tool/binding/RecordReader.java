package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.tool.InvalidArguments;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object as a record: known names only, and what is required is there. */
final class RecordReader implements ValueReader {

    private record Slot(int position, ValueReader reader) {}

    private final RecordShape shape;
    private final Map<String, Slot> slots = new HashMap<>();
    private final List<RecordShape.Member> required;
    private final MethodHandle constructor;

    RecordReader(RecordShape shape, ValueReaders readers) {
        this.shape = shape;
        for (RecordShape.Member member : shape.members()) {
            slots.put(member.name(), new Slot(slots.size(), readers.of(member.type(), member.inner())));
        }
        this.required =
                shape.members().stream().filter(RecordShape.Member::required).toList();
        this.constructor = constructorOf(shape.type());
    }

    /** The canonical constructor, as a handle that takes its arguments as one array. */
    private static MethodHandle constructorOf(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type.getName() + " cannot be constructed", impossible);
        }
    }

    @Override
    public @Nullable Object read(JsonNode sent, Place place, Complaints complaints) {
        if (!sent.isObject()) {
            complaints.add(place, "must be " + fits() + ", not " + Complaints.named(sent) + Hint.about(sent, this));
            return null;
        }
        @Nullable Object[] values = new Object[slots.size()];
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            Slot slot = slots.get(entry.getKey());
            if (slot == null) {
                complaints.add(place.member(entry.getKey()), "is unknown; " + whatIsKnown(entry.getKey()));
            } else if (!entry.getValue().isNull()) {
                Place inner = place.member(entry.getKey());
                values[slot.position] = slot.reader.read(entry.getValue(), inner, complaints);
            }
        }
        for (RecordShape.Member member : required) {
            if (!sent.hasNonNull(member.name())) {
                complaints.add(place.member(member.name()), "is required");
            }
        }
        return complaints.isEmpty() ? construct(values) : null;
    }

    private String whatIsKnown(String unknown) {
        return NearestName.of(unknown, slots.keySet())
                .map(name -> "did you mean \"" + name + "\"?")
                .orElseGet(() ->
                        slots.isEmpty() ? "nothing is taken here" : "known are " + String.join(", ", shape.names()));
    }

    /** What the constructor of a record throws is its own word: an {@link InvalidArguments} if two components disagree. */
    private Object construct(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String fits() {
        return "an object";
    }
}
