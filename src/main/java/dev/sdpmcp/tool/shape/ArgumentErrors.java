package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.InvalidArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the arguments of one call: all of it, so that a model can correct it at once. Broken constraints are
 * only reported when the types fit. For one thread.
 */
public final class ArgumentErrors {

    /** The client decides how much is wrong; this decides how much of it is reported. */
    private static final int MAX_REPORTED = 10;

    private static final int MAX_ECHO = 60;

    private final int maxLongText;
    private final List<String> found = new ArrayList<>(0);
    private final Map<String, String> broken = new TreeMap<>();
    private int more;

    /** @param maxLongText characters of a text whose length the configuration bounds */
    ArgumentErrors(int maxLongText) {
        this.maxLongText = maxLongText;
    }

    int maxLongText() {
        return maxLongText;
    }

    /** Adds a value of the wrong type, a member that is missing or one that is unknown. */
    void add(Place place, String what) {
        add(place.toString(), what);
    }

    private void add(String place, String what) {
        if (found.size() < MAX_REPORTED) {
            found.add(place.isEmpty() ? what : "\"" + shortened(place) + "\": " + what);
        } else {
            more++;
        }
    }

    /** Adds a value of the right type that is too long, too small and the like. */
    void addBroken(Place place, String what) {
        broken.merge(
                place.toString(),
                what,
                (one, other) -> one.compareTo(other) < 0 ? one + " and " + other : other + " and " + one);
    }

    boolean isEmpty() {
        return found.isEmpty() && broken.isEmpty();
    }

    /** Whether all values have the right types, within their bounds or not. */
    boolean typesFit() {
        return found.isEmpty();
    }

    /** In the order of their places, so that the same mistake always reads the same. */
    void throwIfAny() {
        if (found.isEmpty()) {
            broken.forEach(this::add);
        }
        if (!found.isEmpty()) {
            throw new InvalidArguments(String.join("; ", found) + (more == 0 ? "" : "; and " + more + " more"));
        }
    }

    /** A value as a sentence about it needs it: {@code the string "5"}. */
    static String named(JsonNode sent) {
        return switch (sent.getNodeType()) {
            case STRING -> "the string \"" + shortened(sent.textValue()) + "\"";
            case NUMBER -> "the number " + sent.asText();
            case BOOLEAN -> sent.asText();
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> "null";
        };
    }

    static String shortened(String text) {
        return Excerpt.of(text, MAX_ECHO);
    }

    /**
     * Where in the arguments a value stands. The text is only made when something is wrong.
     *
     * @param name of a member, or null for an element of a list
     */
    public record Place(@Nullable Place outer, @Nullable String name, int index) {

        /** The arguments as a whole; its text is empty. */
        static final Place ROOT = new Place(null, "", 0);

        Place member(String inner) {
            return new Place(this, inner, 0);
        }

        Place element(int position) {
            return new Place(this, null, position);
        }

        /** {@code filter.statuses[0]}. */
        @Override
        public String toString() {
            String before = outer == null ? "" : outer.toString();
            if (name == null) {
                return before + "[" + index + "]";
            }
            return before.isEmpty() ? name : before + "." + name;
        }
    }
}
