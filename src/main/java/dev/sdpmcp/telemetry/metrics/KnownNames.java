package dev.sdpmcp.telemetry.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that a label may have, fixed when the server starts. What is not among them counts as {@value #OTHER}. Immutable. */
public final class KnownNames {

    /** Stands for every name that is not ours. */
    public static final String OTHER = "other";

    private final List<String> all;
    private final Map<String, Integer> places = new HashMap<>();

    private KnownNames(Collection<String> names) {
        List<String> listed = new ArrayList<>(names);
        listed.add(OTHER);
        this.all = List.copyOf(listed);
        for (int place = 0; place < all.size(); place++) {
            places.put(all.get(place), place);
        }
    }

    /** @throws IllegalArgumentException if a name is there twice, or is the one that stands for all others */
    public static KnownNames of(Collection<String> names) {
        KnownNames known = new KnownNames(names);
        if (known.places.size() != known.all.size()) {
            throw new IllegalArgumentException("each name of a label is there once: " + known.all);
        }
        return known;
    }

    /** With the one for all others, which is the last. */
    List<String> all() {
        return all;
    }

    int placeOf(@Nullable String name) {
        Integer place = name == null ? null : places.get(name);
        return place == null ? all.size() - 1 : place;
    }
}
