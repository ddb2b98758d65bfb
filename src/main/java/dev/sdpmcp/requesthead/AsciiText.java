package dev.sdpmcp.requesthead;

import java.util.function.IntPredicate;

/** Character classes of the HTTP grammar; those of the JDK include letters and digits of all scripts. Stateless. */
final class AsciiText {

    private AsciiText() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    /**
     * Whether all characters from the index on match. A loop, since it runs for every request and a stream is slower.
     */
    static boolean all(String text, int from, IntPredicate such) {
        for (int i = from; i < text.length(); i++) {
            if (!such.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
