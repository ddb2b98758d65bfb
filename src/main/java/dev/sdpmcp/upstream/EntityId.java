package dev.sdpmcp.upstream;

import java.util.regex.Pattern;

/**
 * The internal id of an entity, a long number that is sent as text because a double cannot hold it exactly. Immutable.
 *
 * @param digits 1 to {@value #MAX_DIGITS} decimal digits, so it is safe in a path
 */
public record EntityId(String digits) {

    static final int MAX_DIGITS = 19;
    private static final Pattern VALID = Pattern.compile("[0-9]{1," + MAX_DIGITS + "}");

    /** @throws IllegalArgumentException if the text is not an id */
    public EntityId {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("an id has 1 to " + MAX_DIGITS + " digits and nothing else");
        }
    }

    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    @Override
    public String toString() {
        return digits;
    }
}
