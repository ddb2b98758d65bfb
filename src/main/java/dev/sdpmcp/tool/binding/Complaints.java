package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.tool.InvalidArguments;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the arguments of one call: all of it, so that a model can mend it in one go. For one thread. */
final class Complaints {

    /** The client decides how much is wrong; we decide how much of it we say. */
    private static final int MOST = 10;

    private static final int LONGEST_ECHO = 60;

    private final List<String> found = new ArrayList<>(0);
    private int more;

    void add(Place place, String what) {
        add(place.toString(), what);
    }

    void add(String place, String what) {
        if (found.size() < MOST) {
            found.add(place.isEmpty() ? what : "\"" + shortened(place) + "\": " + what);
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() {
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
        if (text.length() <= LONGEST_ECHO) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_ECHO - 1)) ? LONGEST_ECHO - 1 : LONGEST_ECHO;
        return text.substring(0, end) + "…";
    }
}
