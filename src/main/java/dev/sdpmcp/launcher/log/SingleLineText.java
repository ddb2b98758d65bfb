package dev.sdpmcp.launcher.log;

/**
 * Text that stays in its line of the log. What a client made up may be in it: a line break would let it write lines of its
 * own, an escape would let it command the terminal of whoever reads them.
 */
final class SingleLineText {

    private SingleLineText() {}

    /** Appends the text with one blank for each run of characters that break a line, command a terminal or cannot be seen. */
    static void append(StringBuilder line, String text) {
        boolean inRun = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean harmful = isHarmful(each);
            if (!harmful) {
                line.append(each);
            } else if (!inRun) {
                line.append(' ');
            }
            inRun = harmful;
        }
    }

    private static boolean isHarmful(char each) {
        if (each >= ' ' && each < 0x7f) {
            return false;
        }
        return switch (Character.getType(each)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            default -> false;
        };
    }
}
