package dev.sdpmcp.desk.text;

/**
 * Writes characters of text such that Markdown (CommonMark with the tables and the strikethrough of GitHub) shows them as
 * they are. What a character means can depend on the next one; at the end of a piece of text, where the next one is not
 * known yet, it is escaped. Stateless.
 */
public final class MarkdownEscape {

    private static final String ALWAYS = "*`[]~";
    private static final int MAX_DIGITS_OF_A_MARKER = 9;

    private MarkdownEscape() {}

    /** Plain text, such as a subject, as one line of Markdown that shows it. */
    public static String line(String text) {
        InlineText line = new InlineText(new LengthBudget());
        line.text(text, false);
        return line.take(false);
    }

    /**
     * Appends one character.
     *
     * @param line what the line holds so far, without the prefixes of the blocks around it
     * @param text where the character stands
     * @param at its place in there
     * @param inTable whether the line is a cell of a table
     */
    static void append(StringBuilder line, String text, int at, boolean inTable, LengthBudget budget) {
        char character = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (character == '<' && isEntity(next, budget)) {
            // Not by a backslash, for clients that show the text in a page without knowing Markdown.
            line.append("&lt;");
            return;
        }
        boolean escaped = isSpecial(line, character, next) || (inTable && character == '|');
        if (escaped) {
            line.append('\\');
        }
        line.append(character);
        budget.spendOnText(escaped ? 2 : 1);
    }

    private static boolean isSpecial(StringBuilder line, char character, char next) {
        if (ALWAYS.indexOf(character) >= 0) {
            return true;
        }
        return switch (character) {
            case '\\' -> !Character.isLetterOrDigit(next);
            case '<' -> mayBeginTag(next);
            case '&' -> next == 0 || next == '#' || Character.isLetterOrDigit(next);
            case '_' ->
                line.isEmpty()
                        || !Character.isLetterOrDigit(line.charAt(line.length() - 1))
                        || !Character.isLetterOrDigit(next);
            case '.', ')' -> isEnd(next) && isNumber(line);
            default -> line.isEmpty() && beginsBlock(character, next);
        };
    }

    /** Whether the bracket may begin a tag, and the budget reaches for the entity; if so, that is paid for. */
    private static boolean isEntity(char next, LengthBudget budget) {
        if (isAsciiLetter(next) && !budget.isExhausted()) {
            // HTML has such text as an entity only, or in elements whose text is code.
            budget.earn("&lt".length() - 1);
            budget.spendOnText("&lt;".length());
            return true;
        }
        boolean markup = next == 0 || next == '/' || next == '!' || next == '?' || isAsciiLetter(next);
        if (markup && budget.spendOnMarkup("&lt;".length() - 1)) {
            budget.spendOnText(1);
            return true;
        }
        return false;
    }

    private static boolean isAsciiLetter(char character) {
        return character < 128 && Character.isLetter(character);
    }

    /** Tags, comments, addresses of pages and mail in angle brackets: none of them begins with a blank. */
    private static boolean mayBeginTag(char next) {
        return next == 0 || !ShownCharacters.isBlank(next);
    }

    private static boolean beginsBlock(char character, char next) {
        return switch (character) {
            case '>', '=', '|' -> true;
            case '#' -> next == '#' || isEnd(next);
            case '-' -> next == '-' || next == '|' || next == ':' || isEnd(next);
            case '+' -> isEnd(next);
            case ':' -> next == '-';
            default -> false;
        };
    }

    private static boolean isEnd(char next) {
        return next == 0 || ShownCharacters.isBlank(next);
    }

    /** Whether the line is a number so far, that a dot or a bracket would make the marker of a list. */
    private static boolean isNumber(StringBuilder line) {
        if (line.isEmpty() || line.length() > MAX_DIGITS_OF_A_MARKER) {
            return false;
        }
        return line.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}
