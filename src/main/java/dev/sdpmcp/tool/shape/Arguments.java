package dev.sdpmcp.tool.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bound arguments of a described shape, by name; an argument that was not sent is null. Immutable. */
public final class Arguments {

    private final Map<String, Object> values = new LinkedHashMap<>();

    Arguments(List<String> names, @Nullable Object[] bound) {
        for (int position = 0; position < bound.length; position++) {
            Object value = bound[position];
            if (value != null) {
                values.put(names.get(position), value);
            }
        }
    }

    /** The names of the arguments that were sent, in the order of the declaration. */
    public Set<String> names() {
        return values.keySet();
    }

    /** An argument that is a text; null if it was not sent. */
    public @Nullable String text(String name) {
        return (String) values.get(name);
    }

    /** A required argument that is a text. */
    public String requiredText(String name) {
        return Objects.requireNonNull(text(name), name);
    }

    /** An argument that is a whole number of 32 bits; null if it was not sent. */
    public @Nullable Integer integer(String name) {
        return (Integer) values.get(name);
    }

    /** Whether an argument that is a boolean was sent as true. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Any argument; null if it was not sent. */
    public @Nullable Object value(String name) {
        return values.get(name);
    }
}
