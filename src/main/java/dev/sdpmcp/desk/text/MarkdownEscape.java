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
     * Appends one character; those that depend on what follows are left to {@link MarkedLine}.
     *
     * @param line what the line holds so far, without the prefixes of the blocks around it
     * @param inLink whether it is in the text of a link
     */
    static void append(StringBuilder line, char character, boolean inLink, LengthBudget budget) {
        boolean live = (character == '(' && endsWith(line, ']')) || (inLink && (character == '[' || character == ']'));
        String escape = live ? entity(character) : "";
        boolean affordable = live && budget.spendOnMarkup(escape.length() - 1);
        line.append(affordable ? escape : live ? "\\" + character : String.valueOf(character));
        budget.spendOnText(live && !affordable ? 2 : 1);
    }

    static String entity(char character) {
        return switch (character) {
            case '<' -> "&lt;";
            case '&' -> "&amp;";
            default -> "&#" + (int) character + ";";
        };
    }

    /** Tags, comments, addresses of pages and mail in angle brackets: none of them begins with a blank. */
    static boolean mayBeginTag(CharSequence line, int at) {
        char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        if (next == '/' || next == '!' || next == '?' || isAsciiLetter(next)) {
            return true;
        }
        if (ShownCharacters.isBlank(next)) {
            return false;
        }
        CharSequence ahead = line.subSequence(at, Math.min(line.length(), at + MAX_ENTITY));
        return ahead.chars().anyMatch(character -> character == '@');
    }

    static boolean isAsciiLetter(char character) {
        return character < 128 && Character.isLetter(character);
    }

    /** Whether a name and a semicolon follow. */
    static boolean mayBeginEntity(CharSequence line, int at) {
        int end = Math.min(line.length(), at + MAX_ENTITY);
        for (int i = at + 1; i < end; i++) {
            char character = line.charAt(i);
            if (character == ';') {
                return i > at + 1;
            }
            if (character != '#' && (character >= 128 || !Character.isLetterOrDigit(character))) {
                return false;
            }
        }
        return false;
    }

    static boolean endsWith(StringBuilder line, char character) {
        return !line.isEmpty() && line.charAt(line.length() - 1) == character;
    }
}
