package dev.sdpmcp.desk.text;

/**
 * Writes characters of text such that Markdown, as {@link WrittenMarkdown} understands it, shows them as they are, and that
 * no other Markdown program makes a link, an image or HTML of them. Backslashes stay single, since most are parts of paths that a
 * model passes on; what must be escaped is written as an entity. Stateless.
 */
public final class MarkdownEscape {

    /** The longest name of a character that is looked for. */
    private static final int MAX_ENTITY = 33;

    private MarkdownEscape() {}

    /** Plain text, such as a subject, as one line of Markdown that shows it. */
    public static String line(String text) {
        InlineText line = new InlineText(new LengthBudget());
        line.text(text);
        return line.take(InlineText.Place.LINE);
    }

    /**
     * Appends one character; stars and the like are left to {@link MarkedLine}.
     *
     * @param line what the line holds so far, without the prefixes of the blocks around it
     * @param text where the character stands
     * @param at its place in there
     * @param inLink whether it is in the text of a link
     */
    static void append(StringBuilder line, String text, int at, boolean inLink, LengthBudget budget) {
        char character = text.charAt(at);
        String escape =
                switch (character) {
                    case '<' -> mayBeginTag(text, at) ? "&lt;" : null;
                    case '&' -> mayBeginEntity(text, at) ? "&amp;" : null;
                    case '(' -> endsWith(line, ']') ? "&#40;" : null;
                    case '[', ']' -> inLink ? "&#" + (int) character + ";" : null;
                    default -> null;
                };
        if (escape == null) {
            line.append(character);
            budget.spendOnText(1);
        } else if (isAffordable(text, at, escape, budget)) {
            line.append(escape);
        } else {
            line.append('\\').append(character);
            budget.spendOnText(2);
        }
    }

    /** Whether the budget reaches for it; if so, that is paid for. */
    private static boolean isAffordable(String text, int at, String escape, LengthBudget budget) {
        if (text.charAt(at) == '<' && isAsciiLetter(next(text, at)) && !budget.isExhausted()) {
            // HTML has such text as an entity only, or in elements whose text is code.
            budget.earn(escape.length() - 2);
            budget.spendOnText(escape.length());
            return true;
        }
        if (budget.spendOnMarkup(escape.length() - 1)) {
            budget.spendOnText(1);
            return true;
        }
        return false;
    }

    private static char next(String text, int at) {
        return at + 1 < text.length() ? text.charAt(at + 1) : 0;
    }

    private static boolean isAsciiLetter(char character) {
        return character < 128 && Character.isLetter(character);
    }

    /** Tags, comments, addresses of pages and mail in angle brackets: none of them begins with a blank. */
    private static boolean mayBeginTag(String text, int at) {
        char next = next(text, at);
        if (next == 0 || next == '/' || next == '!' || next == '?' || isAsciiLetter(next)) {
            return true;
        }
        int address = text.substring(at, Math.min(text.length(), at + MAX_ENTITY)).indexOf('@');
        return !ShownCharacters.isBlank(next) && address >= 0;
    }

    /** Whether a name and a semicolon follow, or the text ends before that can be known. */
    private static boolean mayBeginEntity(String text, int at) {
        int end = Math.min(text.length(), at + MAX_ENTITY);
        for (int i = at + 1; i < end; i++) {
            char character = text.charAt(i);
            if (character == ';') {
                return i > at + 1;
            }
            if (character != '#' && (character >= 128 || !Character.isLetterOrDigit(character))) {
                return false;
            }
        }
        return end == text.length();
    }

    static boolean endsWith(StringBuilder line, char character) {
        return !line.isEmpty() && line.charAt(line.length() - 1) == character;
    }
}
