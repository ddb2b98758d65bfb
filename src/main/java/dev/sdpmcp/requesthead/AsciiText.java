package dev.sdpmcp.requesthead;

/** The characters of HTTP's grammar; the JDK's own tests know letters and digits of all scripts. */
final class AsciiText {

    private AsciiText() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }
}
