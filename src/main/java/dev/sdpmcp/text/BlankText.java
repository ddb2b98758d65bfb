package dev.sdpmcp.text;

/** Whether a text shows nothing. Stateless. */
public final class BlankText {

    private BlankText() {}

    /** True if it has only blanks of all kinds, controls and characters without a form, such as U+200B. */
    public static boolean is(String text) {
        return text.codePoints()
                .allMatch(each -> Character.isWhitespace(each)
                        || Character.isSpaceChar(each)
                        || Character.getType(each) == Character.CONTROL
                        || Character.getType(each) == Character.FORMAT);
    }
}
