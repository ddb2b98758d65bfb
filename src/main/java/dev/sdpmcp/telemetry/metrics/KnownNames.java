package dev.sdpmcp.telemetry.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fixed set of values of a label; any other value counts as {@value #OTHER}. Immutable. */
public final class KnownNames {

    /** Label value for all other names. */
    public static final String OTHER = "other";

    private final List<String> all;
    private final Map<String, Integer> indexes = new HashMap<>();

    private KnownNames(Collection<String> names) {
        List<String> listed = new ArrayList<>(names);
        listed.add(OTHER);
        this.all = List.copyOf(listed);
        for (int index = 0; index < all.size(); index++) {
            indexes.put(all.get(index), index);
        }
    }

    /** @throws IllegalArgumentException if a name is given twice, or is {@value #OTHER} */
    public static KnownNames of(Collection<String> names) {
        KnownNames known = new KnownNames(names);
        if (known.indexes.size() != known.all.size()) {
            throw new IllegalArgumentException("names of a label must be unique: " + known.all);
        }
        return known;
    }

    /** All names; {@value #OTHER} is the last. */
    List<String> all() {
        return all;
    }

    int indexOf(@Nullable String name) {
        Integer index = name == null ? null : indexes.get(name);
        return index == null ? all.size() - 1 : index;
    }
}
