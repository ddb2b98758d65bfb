package dev.sdpmcp.tool.registry;

import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.shape.NearestName;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Things that are declared once under a unique name, in the order of the names. */
final class Catalogue<T> {

    /** The narrowest rule among the protocol (2025-11-25, Tools, Tool Names) and the model providers. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private static final int MAX_SHOWN = 64;

    private final String kind;
    private final TreeMap<String, T> byName = new TreeMap<>();

    /** @param kind for messages: {@code tool} */
    Catalogue(String kind) {
        this.kind = kind;
    }

    /**
     * @param where for the message
     * @throws IllegalStateException if the name is ill-formed or taken
     */
    void add(String name, String where, T thing) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                    where + ": the name of a " + kind + " must match " + NAME + " but is \"" + name + "\"");
        }
        if (byName.putIfAbsent(name, thing) != null) {
            throw new IllegalStateException(where + ": there is another " + kind + " \"" + name + "\"");
        }
    }

    @Nullable
    T find(String name) {
        return byName.get(name);
    }

    Collection<T> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** What to tell about a name that does not exist. */
    String unknown(String name) {
        return unknown(name, known -> true);
    }

    /**
     * The same, for a client that asked for the name.
     *
     * @param shown which names may be proposed
     */
    String unknown(String name, Predicate<String> shown) {
        Set<String> names = byName.keySet().stream().filter(shown).collect(Collectors.toCollection(TreeSet::new));
        Optional<String> near = withoutPrefix(name, names).or(() -> NearestName.of(name, names));
        return "there is no " + kind + " \"" + Excerpt.of(name, MAX_SHOWN) + "\""
                + near.map(known -> "; did you mean \"" + known + "\"?").orElse("");
    }

    /** The known name that a client has put the name of the server before: {@code desk__list}, {@code desk.list}. */
    private static Optional<String> withoutPrefix(String name, Set<String> names) {
        return names.stream()
                .filter(known -> name.length() > known.length() && name.endsWith(known))
                .filter(known -> !Character.isLetterOrDigit(name.charAt(name.length() - known.length() - 1)))
                .max(Comparator.comparingInt(String::length));
    }
}
