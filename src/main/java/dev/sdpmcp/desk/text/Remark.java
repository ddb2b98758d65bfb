package dev.sdpmcp.desk.text;

import dev.sdpmcp.text.Excerpt;

/**
 * A sentence of this server inside text of the help desk, such as the place where the text was cut. It stands in brackets
 * that the converters take out of every text, so that no ticket can imitate it. Stateless.
 */
public final class Remark {

    static final char OPEN = '\u27e6';
    static final char CLOSE = '\u27e7';

    private Remark() {}

    public static String of(String sentence) {
        return OPEN + sentence + CLOSE;
    }

    /** The place itself, or the beginning of the remark that it is inside. */
    public static int outside(String text, int place) {
        int open = text.lastIndexOf(OPEN, place - 1);
        return open >= 0 && text.indexOf(CLOSE, open) >= place ? open : place;
    }

    /** The place after the remark that begins at this place. */
    public static int end(String text, int open) {
        return text.indexOf(CLOSE, open) + 1;
    }

    /** At most about that many characters of a text; a remark at the end says how many were left out. */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        String start =
                text.substring(0, outside(text, Excerpt.start(text, maxLength).length()));
        int omitted = text.length() - start.length();
        return start.stripTrailing() + "\n\n"
                + of("cut here: " + omitted + " of " + text.length() + " characters left out");
    }
}
