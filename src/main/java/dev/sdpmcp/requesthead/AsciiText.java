package dev.sdpmcp.requesthead;

import java.util.function.IntPredicate;

/** The characters of HTTP's grammar; the JDK's own tests know letters and digits of all scripts. */
final class AsciiText {

    private AsciiText() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    /** Whether all characters from there on are such. A loop: every request is looked at, and a stream costs more than the look. */
    static boolean all(String text, int from, IntPredicate such) {
        for (int i = from; i < text.length(); i++) {
            if (!such.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
