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

    /** At most about that many characters of a text; a remark at the end says how many were left out. */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        String start = Excerpt.start(text, maxLength);
        int omitted = text.length() - start.length();
        return start.stripTrailing() + "\n\n"
                + of("cut here: " + omitted + " of " + text.length() + " characters left out");
    }
}
