package dev.sdpmcp.desk.text;

/**
 * Leaves out of a text what nobody sees: control characters, marks that turn the direction of writing round, and the tag
 * characters and rows of variation selectors of Unicode, in which a text can hide from people what a model reads. Stateless.
 */
final class ShownCharacters {

    private static final char TAGS_HIGH_SURROGATE = '\udb40';

    private ShownCharacters() {}

    /** Line breaks and tabs stay; the brackets of a {@link Remark} become ordinary ones. */
    static String of(String text) {
        StringBuilder kept = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int hidden = hiddenAt(text, i);
            boolean bracket = character == Remark.OPEN || character == Remark.CLOSE;
            if (kept == null && (hidden > 0 || bracket)) {
                kept = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (hidden > 0) {
                i += hidden - 1;
            } else if (kept != null) {
                kept.append(bracket ? (character == Remark.OPEN ? '[' : ']') : character);
            }
        }
        return kept == null ? text : kept.toString();
    }

    /** Whether it is white space, those included that never end a line. */
    static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** How many characters from here on are not shown. */
    private static int hiddenAt(String text, int at) {
        char character = text.charAt(at);
        int selectors = selectorsAt(text, at);
        if (selectors > 0) {
            return selectors;
        }
        if (character == TAGS_HIGH_SURROGATE) {
            boolean tag = at + 1 < text.length() && text.charAt(at + 1) >= '\udc00' && text.charAt(at + 1) <= '\udc7f';
            return tag ? 2 : 0;
        }
        boolean control =
                Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t';
        return control || turnsDirection(character) || isInvisible(character) ? 1 : 0;
    }

    /** How many characters are variation selectors in a row; 0 for one selector, which belongs to the character before. */
    private static int selectorsAt(String text, int at) {
        int end = at;
        int selectors = 0;
        while (end < text.length() && isSelector(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
            selectors++;
        }
        return selectors > 1 ? end - at : 0;
    }

    private static boolean isSelector(int codePoint) {
        return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
    }

    private static boolean turnsDirection(char character) {
        return (character >= '\u202a' && character <= '\u202e') || (character >= '\u2066' && character <= '\u2069');
    }

    private static boolean isInvisible(char character) {
        return character == '\u00ad' || character == '\u200b' || character == '\u2060' || character == '\ufeff';
    }
}
